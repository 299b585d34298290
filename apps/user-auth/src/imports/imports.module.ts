import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { AbandonImport } from './abandon-import.handler.js';
import { ImportIntakeService } from './import-intake.service.js';
import { ImportRowsController } from './import-rows.controller.js';
import { ImportStore } from './import-store.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { InviteImport } from './invite-import.handler.js';

@Module({
  imports: [InvitationsModule],
  controllers: [ImportsController, ImportRowsController],
  providers: [ImportsService, ImportStore, ImportIntakeService, AbandonImport, InviteImport],
})
export class ImportsModule {}
