import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { BounceAddresses } from './bounce-addresses.js';
import { BouncesController } from './bounces.controller.js';
import { BouncesService } from './bounces.service.js';
import { MailController } from './mail.controller.js';
import { MailService } from './mail.service.js';
import { MailInvitationController } from './mail-invitation.controller.js';
import { OnUserInvited } from './on-user-invited.handler.js';
import { ReceivedBouncesService } from './received-bounces.service.js';
import { SendMail } from './send-mail.handler.js';
import { Smtp } from './smtp.js';

@Module({
  imports: [FeedModule],
  controllers: [BouncesController, MailController, MailInvitationController, OnUserInvited],
  providers: [BounceAddresses, BouncesService, ReceivedBouncesService, MailService, SendMail, Smtp],
  exports: [MailService],
})
export class MailModule {}
