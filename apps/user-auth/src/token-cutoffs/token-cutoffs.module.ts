import { Module } from '@nestjs/common';
import { TokenCutoffsController } from './token-cutoffs.controller.js';
import { TokenCutoffsService } from './token-cutoffs.service.js';

@Module({ controllers: [TokenCutoffsController], providers: [TokenCutoffsService], exports: [TokenCutoffsService] })
export class TokenCutoffsModule {}
