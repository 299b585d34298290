import { Module } from '@nestjs/common';
import { DocumentsModule } from './documents/documents.module.js';
import { TenantsModule } from './tenants/tenants.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { UpstreamsModule } from './upstreams/upstreams.module.js';

@Module({ imports: [TenantsModule, TokensModule, DocumentsModule, UpstreamsModule] })
export class AppModule {}
