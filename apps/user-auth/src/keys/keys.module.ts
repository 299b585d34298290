import { Module } from '@nestjs/common';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { RotateSigningKey } from './rotate-signing-key.handler.js';

@Module({ controllers: [KeysController], providers: [KeysService, RotateSigningKey], exports: [KeysService] })
export class KeysModule {}
