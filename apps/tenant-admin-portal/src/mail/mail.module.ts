import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { MailController } from './mail.controller.js';
import { MailService } from './mail.service.js';
import { MailInvitationController } from './mail-invitation.controller.js';
import { OnUserInvited } from './on-user-invited.handler.js';
import { SendMail } from './send-mail.handler.js';
import { Smtp } from './smtp.js';

@Module({
  imports: [FeedModule],
  controllers: [MailController, MailInvitationController, OnUserInvited],
  providers: [MailService, SendMail, Smtp],
  exports: [MailService],
})
export class MailModule {}
