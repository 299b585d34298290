import { Module } from '@nestjs/common';
import { TokenCutoffsModule } from '../token-cutoffs/token-cutoffs.module.js';
import { ExpireSession } from './expire-session.handler.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { RotationService } from './rotation.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [TokenCutoffsModule],
  controllers: [SessionsController],
  providers: [SessionsService, RotationService, OwnSessionsService, ExpireSession],
  exports: [SessionsService, RotationService],
})
export class SessionsModule {}
