import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module.js';
import { MergesController } from './merges.controller.js';
import { MergesService } from './merges.service.js';
import { UndoMerge } from './undo-merge.service.js';

@Module({ imports: [ContactsModule], controllers: [MergesController], providers: [MergesService, UndoMerge] })
export class MergesModule {}
