import { Database, type Page, type Transaction, ValidationFailed } from '@crm/platform';
import { Inject, Injectable } from '@nestjs/common';
import { HEARD, type Heard } from '../envelope/heard.js';
import { parseBody } from '../envelope/read.js';
import { happening, historyWith, type KeptDelivery } from '../inbox/inbox-store.js';
import { letterView } from './letter-view.js';
import type {
  DeadLetterView,
  DiscardMany,
  KeptQuery,
  LettersFilter,
  LettersGroup,
  Outcomes,
  ReplayMany,
  Verdict,
} from './operations.dto.js';
import { CountDiffers, EventKnown, InvalidEvent, NoSuchDeadLetter, NotDead } from './operations.errors.js';
import { actor, OperatorActs } from './operator-acts.js';
import { faultOf } from './verdict.js';

const columns = `event_id, type, tenant_id, partition_key, status, arrived, received_at, attempts, retry_at, reason, error,
  body, headers, history`;
const byFilter = '($1::text IS NULL OR reason = $1) AND ($2::text IS NULL OR type = $2)';
const filtering = ({ reason, type }: LettersFilter): (string | null)[] => [reason ?? null, type ?? null];

type KeptRow = KeptDelivery & { readonly arrived: string };

/** What an operator can see of, and do to, deliveries that this service gave up. */
@Injectable()
export class DeadLettersService {
  constructor(
    private readonly database: Database,
    private readonly acts: OperatorActs,
    @Inject(HEARD) private readonly heard: Heard,
  ) {}

  /** Deliveries that were given up or wait for another try, newest first. */
  async page(status: 'dead' | 'parked', { limit, cursor, ...filter }: KeptQuery): Promise<Page<DeadLetterView>> {
    const { rows } = await this.database.pool.query<KeptRow>(
      `SELECT ${columns} FROM inbox
       WHERE status = '${status}' AND ${byFilter} AND ($3::bigint IS NULL OR arrived < $3)
       ORDER BY arrived DESC LIMIT $4`,
      [...filtering(filter), cursor ?? null, limit + 1],
    );
    const items = rows.slice(0, limit);
    return {
      items: items.map(letterView),
      nextCursor: rows.length > limit ? (items.at(-1)?.arrived ?? null) : null,
    };
  }

  async groups(): Promise<LettersGroup[]> {
    const { rows } = await this.database.pool.query<LettersGroup>(
      `SELECT reason, type, count(*)::int AS count, min(received_at) AS "oldestAt", max(received_at) AS "newestAt"
       FROM inbox WHERE status = 'dead' GROUP BY reason, type ORDER BY count(*) DESC, reason, type`,
    );
    return rows;
  }

  async letter(id: string): Promise<DeadLetterView> {
    return letterView(await this.find(id));
  }

  /** What would become of it, or of `event` in its place. */
  async check(id: string, event?: Record<string, unknown>): Promise<Verdict> {
    const row = await this.find(id);
    const checked = event ?? (row.body ? parseBody(row.body) : undefined);
    const fault = faultOf(checked, this.heard);
    if (fault) return { valid: false, outcome: 'dead', reason: fault.reason, errors: fault.errors };
    const { rows } = await this.database.pool.query<{ known: boolean; waits: boolean }>(
      `SELECT EXISTS (SELECT FROM inbox WHERE event_id = $1 AND event_id <> $2) AS known,
         EXISTS (SELECT FROM inbox WHERE partition_key = $3 AND status = 'parked') AS waits`,
      [checked?.['id'], id, checked?.['partitionkey']],
    );
    const outcome = rows[0]?.known ? 'known' : rows[0]?.waits ? 'waits' : 'handled-next';
    return { valid: true, outcome, reason: null, errors: [] };
  }

  /**
   * Hands a dead letter to this service's handler again, and to nobody else; `event` replaces what was wrong with it.
   * Whether it succeeds shows in its status.
   */
  replay(id: string, event?: Record<string, unknown>): Promise<DeadLetterView> {
    const fault = event && faultOf(event, this.heard);
    if (fault) throw new InvalidEvent(fault.errors[0]?.message, { reason: fault.reason, errors: fault.errors });
    return this.act(id, async (tx, row) => {
      if (!(await this.putBack(tx, row, event))) throw new EventKnown('Give the event an id of its own.');
      const newId = event ? { newId: event['id'] } : {};
      await this.acts.record(tx.client, {
        act: 'replay',
        ids: [id],
        outcome: { edited: event !== undefined, ...newId },
      });
      return { ...letterView(row), status: 'parked' };
    });
  }

  /** Gives a dead letter up for good; the reason is kept with it. */
  discard(id: string, reason: string): Promise<DeadLetterView> {
    return this.act(id, async (tx, row) => {
      await this.throwAway(tx, row, reason);
      await this.acts.record(tx.client, { act: 'discard', ids: [id], reason, outcome: {} });
      return { ...letterView(row), status: 'discarded' };
    });
  }

  replayMany(chosen: ReplayMany): Promise<Outcomes> {
    return this.database.transaction(null, async (tx) => {
      const rows = await this.choose(tx, chosen);
      const outcomes: Outcomes['outcomes'] = [];
      for (const row of rows) {
        outcomes.push({ id: row.event_id, outcome: (await this.putBack(tx, row)) ? 'replayed' : 'known' });
      }
      const ids = outcomes.filter(({ outcome }) => outcome === 'replayed').map(({ id }) => id);
      await this.acts.record(tx.client, { act: 'replay', ids, filter: chosen.filter, outcome: { count: ids.length } });
      return { outcomes };
    });
  }

  discardMany({ reason, ...chosen }: DiscardMany): Promise<Outcomes> {
    return this.database.transaction(null, async (tx) => {
      const rows = await this.choose(tx, chosen);
      for (const row of rows) await this.throwAway(tx, row, reason);
      const ids = rows.map(({ event_id: id }) => id);
      const outcome = { count: ids.length };
      await this.acts.record(tx.client, { act: 'discard', ids, filter: chosen.filter, reason, outcome });
      return { outcomes: ids.map((id) => ({ id, outcome: 'discarded' })) };
    });
  }

  /** The chosen dead letters in the order in which they came, which nobody else touches until the transaction ends. */
  private async choose(tx: Transaction, { ids, filter, expectedCount }: ReplayMany): Promise<KeptDelivery[]> {
    if ((ids === undefined) === (filter === undefined)) {
      throw new ValidationFailed([{ field: 'ids', rule: 'oneOf', message: 'give either ids or filter' }]);
    }
    const { rows } = await tx.client.query<KeptDelivery>(
      `SELECT ${columns} FROM inbox
       WHERE status = 'dead' AND ${byFilter} AND ($3::uuid[] IS NULL OR event_id = ANY($3))
       ORDER BY arrived LIMIT $4 FOR UPDATE`,
      [...filtering(filter ?? {}), ids ?? null, expectedCount + 1],
    );
    if (rows.length !== expectedCount) {
      const count = rows.length > expectedCount ? `more than ${expectedCount}` : String(rows.length);
      throw new CountDiffers(`There are ${count} and not ${expectedCount}. Look again before you go on.`);
    }
    return rows;
  }

  private act(
    id: string,
    work: (tx: Transaction, row: KeptDelivery) => Promise<DeadLetterView>,
  ): Promise<DeadLetterView> {
    return this.database.transaction(null, async (tx) => {
      const { rows } = await tx.client.query<KeptDelivery>(
        `SELECT ${columns} FROM inbox WHERE event_id = $1 FOR UPDATE`,
        [id],
      );
      const row = deadOf(rows[0], id);
      if (row.status !== 'dead') throw new NotDead(`It is ${row.status}.`);
      return work(tx, row);
    });
  }

  /** It goes to the end of its line and is tried as if it had just come; false when an event of its id was heard. */
  private async putBack({ client }: Transaction, row: KeptDelivery, event?: Record<string, unknown>): Promise<boolean> {
    const identity = event ?? this.soundEventOf(row);
    const id = identity?.['id'] ?? row.event_id;
    const known = await client.query('SELECT FROM inbox WHERE event_id = $1 AND event_id <> $2', [id, row.event_id]);
    if (known.rowCount) return false;
    await client.query('DELETE FROM inbox WHERE event_id = $1', [row.event_id]);
    await client.query(
      `INSERT INTO inbox (event_id, type, tenant_id, partition_key, status, retry_at, body, headers, history)
       VALUES ($1, $2, $3, $4, 'parked', now(), $5, $6, ${historyWith('$7::jsonb', '$8')})`,
      [
        id,
        identity?.['type'] ?? row.type,
        identity?.['tenantid'] ?? row.tenant_id,
        identity?.['partitionkey'] ?? row.partition_key,
        event ? Buffer.from(JSON.stringify(event)) : row.body,
        row.headers && JSON.stringify(row.headers),
        JSON.stringify(row.history ?? []),
        happening('replayed', { actor: actor() }),
      ],
    );
    return true;
  }

  /** What is wrong for good keeps the id that it was given here: its own may be anything. */
  private soundEventOf({ body }: KeptDelivery): Record<string, unknown> | undefined {
    const event = body ? parseBody(body) : undefined;
    return faultOf(event, this.heard) ? undefined : event;
  }

  private async throwAway({ client }: Transaction, row: KeptDelivery, reason: string): Promise<void> {
    await client.query(
      `UPDATE inbox SET status = 'discarded', error = $2, history = ${historyWith('history', '$3')} WHERE event_id = $1`,
      [row.event_id, `Discarded: ${reason}`, happening('discarded', { actor: actor() })],
    );
  }

  private async find(id: string): Promise<KeptDelivery> {
    const { rows } = await this.database.pool.query<KeptDelivery>(`SELECT ${columns} FROM inbox WHERE event_id = $1`, [
      id,
    ]);
    return deadOf(rows[0], id);
  }
}

function deadOf(row: KeptDelivery | undefined, id: string): KeptDelivery {
  if (!row || row.status === 'handled') throw new NoSuchDeadLetter(`No dead letter has the id ${id}.`);
  return row;
}
