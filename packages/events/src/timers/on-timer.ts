import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import type { ServiceName } from '../links.js';
import type { UnitOfWork } from '../work/unit-of-work.js';

export const timerKind = 'crm:timer-kind';

export interface Timer {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly tenantId: string;
  readonly dueAt: Date;
  readonly payload: Record<string, unknown>;
  /** Tries before this one. */
  readonly attempts: number;
}

/**
 * What happens when a timer is due. The timer is gone when `fire` commits; `fire` may set it anew.
 *
 * Work outside of the database goes into `attempt`, which runs first and without a transaction: it may run more than
 * once (a crash comes between it and `fire`), `fire` commits once. A timer whose handler throws is tried again with a
 * growing pause, and shows its last error.
 */
export interface TimerHandler<S extends ServiceName = ServiceName, Outcome = void> {
  attempt?(timer: Timer): Promise<Outcome>;
  fire(timer: Timer, unit: UnitOfWork<S>, outcome: Outcome): Promise<void>;
}

/** Marks the provider that handles the timers of one kind. */
export const OnTimer = (kind: string): ClassDecorator => applyDecorators(Injectable(), SetMetadata(timerKind, kind));
