import { Module } from '@nestjs/common';
import { AdmissionsModule } from './admissions/admissions.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { TenantsModule } from './tenants/tenants.module.js';
import { TokensModule } from './tokens/tokens.module.js';

@Module({ imports: [TenantsModule, TokensModule, AdmissionsModule, DocumentsModule] })
export class AppModule {}
