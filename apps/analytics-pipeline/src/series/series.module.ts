import { Module } from '@nestjs/common';
import { RollupsModule } from '../rollups/rollups.module.js';
import { SeriesController } from './series.controller.js';

@Module({ imports: [RollupsModule], controllers: [SeriesController] })
export class SeriesModule {}
