import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { OperatorsService } from './operators.service.js';

@Module({ imports: [SessionsModule], providers: [OperatorsService], exports: [OperatorsService] })
export class OperatorsModule {}
