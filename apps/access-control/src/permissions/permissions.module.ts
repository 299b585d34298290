import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { PermissionsController } from './permissions.controller.js';
import { PermissionsService } from './permissions.service.js';

@Module({ imports: [PoliciesModule], controllers: [PermissionsController], providers: [PermissionsService] })
export class PermissionsModule {}
