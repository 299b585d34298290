import { type ServiceFigures, type ServiceName, serviceNames } from '@crm/events';
import { newId } from '@crm/platform';
import type { PeerCall } from '@crm/testing';

/** The neighbours of a spec, with figures that the spec sets. */
export class LivePlatform {
  private readonly figures = new Map<ServiceName, ServiceFigures>(serviceNames.map((name) => [name, figuresOf()]));
  readonly away = new Set<ServiceName>();

  readonly answer = ({ callee }: PeerCall): ServiceFigures => {
    if (this.away.has(callee)) throw new Error('away');
    return this.of(callee);
  };

  of(service: ServiceName): ServiceFigures {
    return this.figures.get(service) as ServiceFigures;
  }

  /** Counts begin anew, as at a restart. */
  restart(service: ServiceName): void {
    this.figures.set(service, figuresOf());
  }
}

function figuresOf(): ServiceFigures {
  return {
    instance: newId(),
    startedAt: new Date().toISOString(),
    version: '0.1.0',
    memoryBytes: 100_000_000,
    cpuSeconds: 1,
    published: {},
    serviceEvents: {},
    handled: {},
    lagBounds: [0.01, 0.1, 1],
    parked: {},
    dead: {},
    deadByReason: {},
    outbox: { pending: 0, oldestSeconds: 0 },
    ready: true,
    reasons: [],
  };
}
