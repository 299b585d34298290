import type { CommandsOf, TenantUser } from '@crm/events';
import { BoundedCache, Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';

/** A burst of news asks once. Whoever leaves within this time is known from `departure` all the same. */
const freshSeconds = 1;

/** The people of a tenant, as user-auth knows them. */
@Injectable()
export class PeopleService {
  private readonly recent = new BoundedCache<Promise<readonly TenantUser[]>>(1_000);

  constructor(private readonly commands: Commands<CommandsOf<'tenant-admin-portal'>>) {}

  /**
   * Calls user-auth: for a timer's `attempt` or a request, never inside a transaction.
   * @throws CommandFailed
   */
  of(tenantId: string): Promise<readonly TenantUser[]> {
    const now = Date.now() / 1_000;
    const known = this.recent.get(tenantId, now);
    if (known) return known;
    const asked = this.commands.call('tenant-users', { tenantId }).then(({ users }) => users);
    this.recent.set(tenantId, asked, now + freshSeconds);
    asked.catch(() => this.recent.delete(tenantId));
    return asked;
  }
}
