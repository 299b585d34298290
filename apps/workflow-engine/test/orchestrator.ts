import { newId } from '@crm/platform';
import { eventually, type TestService } from '@crm/testing';
import type { Tenant } from './world.js';

type Answer = 'flow.started' | 'flow.stopped' | 'flow.failed';

/** Somebody else's orchestrator of flows, on the bus. */
export class Orchestrator {
  constructor(private readonly engine: TestService) {}

  /** Answers, and waits until that has been taken; answers what it has sent. */
  async says(name: Answer, { id: tenant }: Pick<Tenant, 'id'>, id: unknown, more: object = {}): Promise<object> {
    const headers = { name, createdAt: Date.now(), serviceName: 'component-orchestrator' };
    // No two are the same bytes, unless it is repeated on purpose.
    const envelope = { headers, payload: { tenant, id, answerId: newId(), ...more } };
    const before = await this.taken();
    this.repeats(envelope);
    await eventually(async () => (await this.taken()) > before);
    return envelope;
  }

  /** Sends the same bytes once more. */
  repeats(envelope: object): void {
    this.engine.broker.tell(Reflect.get(Reflect.get(envelope, 'headers'), 'name'), envelope);
  }

  private async taken(): Promise<number> {
    return (await this.engine.sql("SELECT FROM inbox WHERE type LIKE 'flow.%'")).length;
  }
}
