import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { Problem } from '@crm/platform';
import { IsNull } from 'typeorm';
import { InvitationsService } from '../invitations/invitations.service.js';
import type { UnitOfWork } from '../messaging.js';
import { Import } from './import.entity.js';
import { ImportRow } from './import-row.entity.js';
import { inviteTimer } from './import-store.service.js';
import { ImportsService } from './imports.service.js';

/** Rows that become invitations in one transaction. */
const chunkRows = 50;

/**
 * Invites the users of an import, a chunk at a time: what a row became is noted in the transaction that did it, so that
 * after a crash each row is done once.
 */
@OnTimer(inviteTimer)
export class InviteImport implements TimerHandler<'user-auth'> {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly imports: ImportsService,
  ) {}

  async fire({ key: id }: Timer, unit: UnitOfWork): Promise<void> {
    const { manager } = unit;
    const lock = { mode: 'for_no_key_update' } as const;
    const running = await manager.findOne(Import, { where: { id, status: 'inviting' }, lock });
    if (!running) return;
    const rows = await manager.find(ImportRow, {
      where: { importId: id, status: 'accepted', invitationId: IsNull() },
      order: { line: 'ASC' },
      take: chunkRows,
    });
    for (const row of rows) await this.invite(unit, running, row);
    if (rows.length < chunkRows) {
      await this.imports.complete(unit, running);
      return;
    }
    await manager.save(running);
    await unit.schedule({ kind: inviteTimer, key: id, dueAt: new Date() });
  }

  /** Somebody who is a user or invited already is a rejected row and no failure of the import. */
  private async invite(unit: UnitOfWork, running: Import, row: ImportRow): Promise<void> {
    const { email = '', name = '', role = '' } = row.values;
    try {
      const invitation = await this.invitations.invite(unit, { email, name, role, invitedBy: running.startedBy });
      row.invitationId = invitation.id;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      row.status = 'rejected';
      row.reason = `${error.title}.`;
      running.acceptedRows -= 1;
      running.rejectedRows += 1;
    }
    await unit.manager.save(row);
  }
}
