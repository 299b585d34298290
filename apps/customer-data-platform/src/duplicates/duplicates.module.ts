import { Module } from '@nestjs/common';
import { IdentityRulesModule } from '../identity-rules/identity-rules.module.js';
import { DuplicatesController } from './duplicates.controller.js';
import { DuplicatesService } from './duplicates.service.js';
import { FindDuplicates } from './find-duplicates.handler.js';

@Module({
  imports: [IdentityRulesModule],
  controllers: [DuplicatesController],
  providers: [DuplicatesService, FindDuplicates],
})
export class DuplicatesModule {}
