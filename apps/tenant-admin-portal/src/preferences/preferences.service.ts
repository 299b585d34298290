import { assertVersion, type Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Transactions } from '../messaging.js';
import { hasDeparted } from '../people/departures.js';
import { type ChoosePreferencesDto, type PreferencesView, viewOfPreference } from './preference.dto.js';
import { Preference } from './preference.entity.js';
import { UserHasLeft, UserRequired } from './preference.errors.js';

/** Looks again at what is held for a user; its key is the user's id. */
export const endQuietHoursTimer = 'end-quiet-hours';
/** Sends a user's digest; its key is the user's id. */
export const digestTimer = 'send-digest';

@Injectable()
export class PreferencesService {
  constructor(private readonly transactions: Transactions) {}

  read(tenantId: string, caller: Caller): Promise<PreferencesView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      viewOfPreference(await own(manager, tenantId, caller)),
    );
  }

  /** Replaces the choice. What quiet hours hold at the moment is looked at again by the new ones. */
  choose(
    tenantId: string,
    caller: Caller,
    choice: ChoosePreferencesDto,
    expected: number | undefined,
  ): Promise<PreferencesView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const preference = await own(unit.manager, tenantId, caller);
      assertVersion(preference.version, expected);
      if (await hasDeparted(unit.manager, caller.subject)) throw new UserHasLeft();
      const { channels, timeZone, quietHours, digestHour } = choice;
      Object.assign(preference, { channels, timeZone, quietHours, digestHour, version: preference.version + 1 });
      await unit.manager.save(preference);
      await unit.schedule({ kind: endQuietHoursTimer, key: caller.subject, dueAt: new Date() });
      return viewOfPreference(preference);
    });
  }
}

async function own(manager: EntityManager, tenantId: string, { kind, subject }: Caller): Promise<Preference> {
  if (kind !== 'user') throw new UserRequired();
  const chosen = await manager.findOne(Preference, {
    where: { tenantId, userId: subject },
    lock: { mode: 'for_no_key_update' },
  });
  return chosen ?? Preference.unchosen(tenantId, subject);
}

/** How each of these users wants to be told. */
export async function preferencesOf(
  manager: EntityManager,
  tenantId: string,
  userIds: readonly string[],
): Promise<(userId: string) => Preference> {
  const chosen = await manager.findBy(Preference, { userId: In([...userIds]) });
  const byUser = new Map(chosen.map((preference) => [preference.userId, preference]));
  return (userId) => byUser.get(userId) ?? Preference.unchosen(tenantId, userId);
}
