import { Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.js';
import { AcceptancesController } from './acceptances.controller.js';
import { AcceptancesService } from './acceptances.service.js';
import { ExpireInvitation } from './expire-invitation.handler.js';
import { InvitationLinksController } from './invitation-links.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { OwnerInvitationsController } from './owner-invitations.controller.js';
import { OwnerInvitationsService } from './owner-invitations.service.js';

@Module({
  imports: [KeysModule],
  controllers: [InvitationsController, AcceptancesController, OwnerInvitationsController, InvitationLinksController],
  providers: [InvitationsService, AcceptancesService, OwnerInvitationsService, ExpireInvitation],
  exports: [InvitationsService],
})
export class InvitationsModule {}
