import { defineDatabase } from '@crm/platform';
import { ApiToken } from './api-tokens/api-token.entity.js';
import { Import } from './imports/import.entity.js';
import { ImportRow } from './imports/import-row.entity.js';
import { Invitation } from './invitations/invitation.entity.js';
import { LinkKey } from './keys/link-key.entity.js';
import { SigningKey } from './keys/signing-key.entity.js';
import { CreateIdentity1764000000000 } from './migrations/1764000000000-create-identity.js';
import { CreateImports1764000000001 } from './migrations/1764000000001-create-imports.js';
import { CreateApiTokens1764000000002 } from './migrations/1764000000002-create-api-tokens.js';
import { EraseUsers1764000000003 } from './migrations/1764000000003-erase-users.js';
import { TellLoginFailures1764000000004 } from './migrations/1764000000004-tell-login-failures.js';
import { Operator } from './operators/operator.entity.js';
import { TenantPolicy } from './policies/tenant-policy.entity.js';
import { RefreshToken } from './sessions/refresh-token.entity.js';
import { Session } from './sessions/session.entity.js';
import { SignInFailure } from './sign-ins/sign-in-failure.entity.js';
import { TokenCutoff } from './token-cutoffs/token-cutoff.entity.js';
import { DirectoryEntry } from './users/directory-entry.entity.js';
import { User } from './users/user.entity.js';

export const database = defineDatabase({
  entities: [
    ...[Operator, SigningKey, LinkKey, DirectoryEntry, TokenCutoff, SignInFailure],
    ...[User, Invitation, Session, RefreshToken, ApiToken, TenantPolicy, Import, ImportRow],
  ],
  migrations: [
    CreateIdentity1764000000000,
    CreateImports1764000000001,
    CreateApiTokens1764000000002,
    EraseUsers1764000000003,
    TellLoginFailures1764000000004,
  ],
});
