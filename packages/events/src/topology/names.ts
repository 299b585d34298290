export const vhostName = 'crm';
/** The account that looks at queues from outside and touches nothing. */
export const monitorAccount = 'crm-monitor';
export const domainExchange = 'crm.events';
/** The service events of the hub; see `serviceEvents`. */
export const busExchange = 'event-bus';
/** Where the broker puts what it gives up; each service drains its own queue of it. */
export const deadExchange = 'crm.dead';

/** What listeners on the bus refuse or leave behind; the audit trail keeps it. */
export const busDeadExchange = 'event-bus.dead';

export const queueOf = (service: string): string => `crm.${service}`;
export const deadQueueOf = (service: string): string => `crm.${service}.dead`;

/** A listener's queue on the bus, named as the hub's library names it: after the listener. */
export const busQueueOf = (service: string): string => service;
/** One service keeps what is given up on the bus: the log. */
export const busDeadQueueOf = (service: string): string | undefined =>
  service === 'audit-trail' ? busDeadExchange : undefined;
