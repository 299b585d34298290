import { Module } from '@nestjs/common';
import { RollupsService } from './rollups.service.js';
import { RollupsReader } from './rollups-reader.service.js';

@Module({ providers: [RollupsService, RollupsReader], exports: [RollupsService, RollupsReader] })
export class RollupsModule {}
