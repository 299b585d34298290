import { Module } from '@nestjs/common';
import { IdentityRulesController } from './identity-rules.controller.js';
import { IdentityRulesService } from './identity-rules.service.js';

@Module({ controllers: [IdentityRulesController], providers: [IdentityRulesService], exports: [IdentityRulesService] })
export class IdentityRulesModule {}
