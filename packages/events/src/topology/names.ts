export const vhostName = 'crm';
export const domainExchange = 'crm.events';
/** Where the broker puts what it gives up; each service drains its own queue of it. */
export const deadExchange = 'crm.dead';

export const queueOf = (service: string): string => `crm.${service}`;
export const deadQueueOf = (service: string): string => `crm.${service}.dead`;
