import { type CommandsOf, type ServiceFigures, type ServiceName, serviceNames } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Window } from './window.js';

const patienceMs = 900;
/** An instance that has not been met for so long has no part in anything shown. */
const forgottenAfterMs = 60_000;

export interface Look {
  readonly figures: ServiceFigures;
  /** Undefined at the first look at an instance. */
  readonly window: Window | undefined;
}

/** Asks all services what they count. Whoever does not answer in time is not in the answer. */
@Injectable()
export class Lookout {
  /** The newest look at each instance: totals of two instances cannot be compared. */
  private readonly known = new Map<string, { readonly at: number; readonly figures: ServiceFigures }>();

  constructor(private readonly commands: Commands<CommandsOf<'tenant-admin-portal'>>) {}

  async look(): Promise<Map<ServiceName, Look>> {
    const answers = await Promise.allSettled(
      serviceNames.map((callee) => this.commands.call('figures', { callee, tenantId: null, timeout: patienceMs })),
    );
    const now = performance.now();
    for (const [instance, { at }] of this.known) if (now - at > forgottenAfterMs) this.known.delete(instance);
    return new Map(
      answers.flatMap((answer, index) =>
        answer.status === 'fulfilled' ? [[serviceNames[index] as ServiceName, this.compared(answer.value, now)]] : [],
      ),
    );
  }

  private compared(figures: ServiceFigures, at: number): Look {
    const before = this.known.get(figures.instance);
    this.known.set(figures.instance, { at, figures });
    return { figures, window: before && new Window(before.figures, figures, (at - before.at) / 1_000) };
  }
}
