import { Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.js';
import { AccessTokensService } from './access-tokens.service.js';
import { GrantedPermissionsService } from './granted-permissions.service.js';

@Module({
  imports: [KeysModule],
  providers: [AccessTokensService, GrantedPermissionsService],
  exports: [AccessTokensService],
})
export class TokensModule {}
