import { EventHandler, type EventOf, HealthScoreChanged } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AccountsService } from './accounts.service.js';

/** The account's health traits follow the newest change; every change has its entry on the timeline. */
@EventHandler()
export class OnHealthScoreChanged {
  constructor(private readonly accounts: AccountsService) {}

  @Handles(HealthScoreChanged)
  async handle({ data }: EventOf<typeof HealthScoreChanged>, unit: UnitOfWork): Promise<void> {
    const { tenantId, score, band, previousBand, reasons, revision } = data;
    const at = new Date(data.at);
    await this.accounts.learn(unit, (account) => {
      if (revision <= account.healthRevision) return;
      account.healthRevision = revision;
      account.healthScore = score;
      account.healthBand = band;
      account.healthReasons = reasons;
      account.healthChangedAt = at;
    });
    const summary = `Health went from ${previousBand} to ${band} (${score}).`;
    await this.accounts.note(unit.manager, { tenantId, key: `health ${revision}`, summary, at });
  }
}
