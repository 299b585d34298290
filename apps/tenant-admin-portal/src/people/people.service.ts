import type { CommandsOf, TenantUser } from '@crm/events';
import { BoundedCache, Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';

/** A burst of news asks once. Whoever leaves within this time is known from `departure` all the same. */
const freshMs = 1_000;

interface Asked {
  readonly at: number;
  readonly users: Promise<readonly TenantUser[]>;
}

/** The people of a tenant, as user-auth knows them. */
@Injectable()
export class PeopleService {
  private readonly recent = new BoundedCache<Asked>(1_000);

  constructor(private readonly commands: Commands<CommandsOf<'tenant-admin-portal'>>) {}

  /**
   * Those of the last second, and not older than `since`: news of somebody who has just come must find them. Calls
   * user-auth: for a timer's `attempt` or a request, never inside a transaction.
   * @throws CommandFailed
   */
  of(tenantId: string, since: Date): Promise<readonly TenantUser[]> {
    const now = Date.now();
    const known = this.recent.get(tenantId, now);
    if (known && known.at >= since.getTime()) return known.users;
    const users = this.commands.call('tenant-users', { tenantId }).then((answer) => answer.users);
    this.recent.set(tenantId, { at: now, users }, now + freshMs);
    users.catch(() => this.recent.delete(tenantId));
    return users;
  }
}
