import { type Caller, mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { type AlertsQuery, type AlertView, viewOfAlert } from './alert.dto.js';
import { Alert } from './alert.entity.js';
import { AlertAcknowledged, NoSuchAlert, OwnAlert } from './alert.errors.js';

/** Lets people see alerts and say that they have looked into them. */
@Injectable()
export class AcknowledgementsService {
  constructor(private readonly transactions: Transactions) {}

  list(tenantId: string, query: AlertsQuery): Promise<Page<AlertView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { status, severity, rule } = query;
      const found = manager.createQueryBuilder(Alert, 'alert').where({
        ...(status ? { status } : {}),
        ...(severity ? { severity } : {}),
        ...(rule ? { rule } : {}),
      });
      return mapPage(await pageOf(found, 'alert', query), viewOfAlert);
    });
  }

  read(tenantId: string, id: string): Promise<AlertView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const alert = await manager.findOneBy(Alert, { id });
      if (!alert) throw new NoSuchAlert('GET /v1/audit/alerts lists them.');
      return viewOfAlert(alert);
    });
  }

  /** @throws NoSuchAlert, AlertAcknowledged, OwnAlert */
  acknowledge(tenantId: string, id: string, caller: Caller, note: string | undefined): Promise<AlertView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const alert = await manager.findOne(Alert, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!alert) throw new NoSuchAlert('GET /v1/audit/alerts lists them.');
      if (alert.suspect === caller.actor) throw new OwnAlert('Ask somebody else to look into it.');
      if (alert.status === 'acknowledged') throw new AlertAcknowledged(`${alert.acknowledgedBy} has done so.`);
      Object.assign(alert, {
        status: 'acknowledged',
        acknowledgedBy: caller.actor,
        acknowledgedAt: new Date(),
        note: note ?? null,
      });
      return viewOfAlert(await manager.save(alert));
    });
  }
}
