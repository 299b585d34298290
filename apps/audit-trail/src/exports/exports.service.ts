import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';
import { Checkpoint } from '../checkpoints/checkpoint.entity.js';
import { CheckpointKeys } from '../checkpoints/checkpoint-keys.js';
import { viewOfCheckpoint } from '../checkpoints/checkpoints.service.js';
import { viewOfEntry } from '../entries/entry.dto.js';
import { Entry } from '../entries/entry.entity.js';
import { LogsService } from '../logs/logs.service.js';
import { Transactions } from '../messaging.js';

const chunk = 500;

/** Hands a whole log out, with all that is needed to check it elsewhere. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly logs: LogsService,
    private readonly keys: CheckpointKeys,
  ) {}

  /**
   * One JSON document per line: the log, every entry up to its head at the start, the checkpoints, the public key. No
   * transaction is open while the reader takes its time.
   * @throws NoSuchLog before the first line
   */
  async lines(tenantId: string): Promise<AsyncGenerator<string>> {
    const log = await this.logs.read(tenantId);
    return this.write(tenantId, log.entries, line('log', { tenantId, ...log }));
  }

  private async *write(tenantId: string, upTo: number, first: string): AsyncGenerator<string> {
    yield first;
    for (let position = 0; position < upTo; ) {
      const entries = await this.entries(tenantId, position, upTo);
      if (entries.length === 0) break;
      yield entries.map((entry) => line('entry', viewOfEntry(entry))).join('');
      position = entries.at(-1)?.position ?? upTo;
    }
    yield (await this.checkpoints(tenantId, upTo)).map((each) => line('checkpoint', viewOfCheckpoint(each))).join('');
    yield line('key', { keyId: this.keys.keyId, publicKey: this.keys.publicKey });
  }

  private entries(tenantId: string, after: number, upTo: number): Promise<Entry[]> {
    return this.transactions.inTenant(tenantId, ({ manager }) =>
      manager.find(Entry, { where: { position: Between(after + 1, upTo) }, order: { position: 'ASC' }, take: chunk }),
    );
  }

  private checkpoints(tenantId: string, upTo: number): Promise<Checkpoint[]> {
    return this.transactions.inTenant(tenantId, ({ manager }) =>
      manager.find(Checkpoint, { where: { position: Between(0, upTo) }, order: { id: 'ASC' } }),
    );
  }
}

function line(kind: string, content: object): string {
  return `${JSON.stringify({ kind, ...content })}\n`;
}
