import type { Permission } from '@crm/events';
import { type Caller, Forbidden } from '@crm/platform';

/** What it takes to see a secret in clear. */
export const readRaw = 'secrets:read-raw' satisfies Permission;

/** Operators who named the tenant may, as with every permission. @throws 403 `forbidden` */
export function assertMayReadRaw({ kind, permissions }: Caller): void {
  if (kind === 'operator' || permissions.includes(readRaw)) return;
  throw new Forbidden(`The permission ${readRaw} is needed.`);
}
