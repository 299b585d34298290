import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';

@Module({ imports: [PoliciesModule], controllers: [DecisionsController], providers: [DecisionsService] })
export class DecisionsModule {}
