import { Module } from '@nestjs/common';
import { KeyRing } from './key-ring.service.js';
import { SecretBox } from './secret-box.service.js';

@Module({ providers: [KeyRing, SecretBox], exports: [KeyRing, SecretBox] })
export class SealingModule {}
