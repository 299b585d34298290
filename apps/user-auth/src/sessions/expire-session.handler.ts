import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { Session } from './session.entity.js';
import { expireTimer, SessionsService } from './sessions.service.js';

/** A session that was not used for long enough is over. Each use puts that off without setting the timer anew. */
@OnTimer(expireTimer)
export class ExpireSession implements TimerHandler<'user-auth'> {
  constructor(private readonly sessions: SessionsService) {}

  async fire({ key: id }: Timer, unit: UnitOfWork): Promise<void> {
    const session = await unit.manager.findOne(Session, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!session || session.endedAt !== null) return;
    if (session.isOpen(new Date())) await this.sessions.expireLater(unit, session);
    else await this.sessions.end(unit, session, 'expired');
  }
}
