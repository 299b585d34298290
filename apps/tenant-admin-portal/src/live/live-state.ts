import { consumeLinks, eventClasses, type ServiceName, serviceNames } from '@crm/events';

/** What the operators' console shows of one service. */
export interface ServiceState {
  /** `down`: it did not answer. */
  status: 'up' | 'not-ready' | 'down';
  /** Why it is not ready. */
  reasons?: string[];
  startedAt?: string;
  version?: string;
  memoryBytes?: number;
  /** Processors in use, as in 0.25. */
  cpu?: number;
  outbox?: { pending: number; oldestSeconds: number };
  /** By reason. */
  deadByReason?: Record<string, number>;
}

/** A publish link, or a service event that is told. */
export interface PublishState {
  /** Since the service started. */
  total: number;
  perSecond: number;
}

export interface ConsumeState extends PublishState {
  /** Of the newest events that were handled; from the event's time to the commit of its effect. */
  p50Ms?: number;
  p99Ms?: number;
  parked: number;
  dead: number;
}

export interface QueueState {
  ready: number;
  unacked: number;
  consumers: number;
}

/** Everything that the operators' console shows live. Members are left out, and never null, where nothing is known. */
export interface LiveState {
  at: string;
  /** From the links in the code. */
  counts: { events: number; services: number; publishLinks: number; consumeLinks: number };
  services: Partial<Record<ServiceName, ServiceState>>;
  /** By service, then by type of event. */
  publishes: Partial<Record<ServiceName, Record<string, PublishState>>>;
  consumes: Partial<Record<ServiceName, Record<string, ConsumeState>>>;
  serviceEvents: Partial<Record<ServiceName, Record<string, PublishState>>>;
  /** Whether the broker's management API answers; `unknown` where no address of it is configured. */
  broker: 'up' | 'down' | 'unknown';
  /** By name. */
  queues: Record<string, QueueState>;
}

export const counts: LiveState['counts'] = {
  events: eventClasses.length,
  services: serviceNames.length,
  publishLinks: eventClasses.length,
  consumeLinks: consumeLinks.length,
};
