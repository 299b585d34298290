import { Module } from '@nestjs/common';
import { AttributesModule } from '../attributes/attributes.module.js';
import { SegmentsModule } from '../segments/segments.module.js';
import { ContactCommandsController } from './contact-commands.controller.js';
import { ContactCommands } from './contact-commands.service.js';
import { ContactExport } from './contact-export.service.js';
import { ContactWriter } from './contact-writer.service.js';
import { ContactsController } from './contacts.controller.js';
import { ContactsService } from './contacts.service.js';
import { OnNotificationBounced } from './on-notification-bounced.handler.js';

@Module({
  imports: [AttributesModule, SegmentsModule],
  controllers: [ContactsController, ContactCommandsController, OnNotificationBounced],
  providers: [ContactsService, ContactCommands, ContactExport, ContactWriter],
  exports: [ContactWriter],
})
export class ContactsModule {}
