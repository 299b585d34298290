import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';

@Module({ imports: [PoliciesModule], controllers: [RolesController], providers: [RolesService] })
export class RolesModule {}
