import { type CommandsOf, type ImportedRow, OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { CommandFailed, Commands } from '@crm/platform';
import { CustomerDataConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import { ContactImportsService } from './contact-imports.service.js';

/** Fetches and takes the next rows of the import that is its key: `{ after }` is the last line that was taken. */
export const fetchRowsTimer = 'fetch-import-rows';

interface Fetched {
  readonly rows: ImportedRow[];
  readonly nextAfter: number | null;
  /** Why there is nothing to fetch, now or ever. */
  readonly error?: string;
}

/**
 * A chain of timers, one per chunk: the chunk's contacts, its results and the timer of the next chunk commit together,
 * so that each row is taken exactly once, wherever the process dies.
 */
@OnTimer(fetchRowsTimer)
export class FetchRows implements TimerHandler<'customer-data-platform', Fetched> {
  constructor(
    private readonly imports: ContactImportsService,
    private readonly commands: Commands<CommandsOf<'customer-data-platform'>>,
    private readonly config: CustomerDataConfig,
  ) {}

  async attempt({ key: importId, tenantId, payload }: Timer): Promise<Fetched> {
    const query = { after: Number(payload['after']), limit: this.config.IMPORT_CHUNK_ROWS };
    try {
      return await this.commands.call('import-rows', { params: { importId }, query, tenantId, timeout: 15_000 });
    } catch (error) {
      if (!(error instanceof CommandFailed) || error.status !== 404) throw error;
      return { rows: [], nextAfter: null, error: 'Its rows are not there any more.' };
    }
  }

  async fire({ key: importId }: Timer, unit: UnitOfWork, { rows, nextAfter, error }: Fetched): Promise<void> {
    if (rows.length > 0) await this.imports.take(unit, importId, rows);
    if (nextAfter === null) {
      await this.imports.finish(unit, importId, error);
      return;
    }
    await unit.schedule({ kind: fetchRowsTimer, key: importId, dueAt: new Date(), payload: { after: nextAfter } });
  }
}
