import type { ProbeName } from '../plans/step-template.js';
import type { OnboardingCommands } from './actions.js';

interface Probe {
  /** Who is asked. */
  readonly service: string;
  readonly title: string;
  /** How many there are; a probe has found something when it is not 0. */
  count(commands: OnboardingCommands, tenantId: string): Promise<number>;
}

export const probes: Readonly<Record<ProbeName, Probe>> = {
  'first-contact': {
    service: 'customer-data-platform',
    title: 'Contacts',
    count: async (commands, tenantId) => (await commands.call('count-contacts', { tenantId })).contacts,
  },
  'webhook-endpoint': {
    service: 'integration-gateway',
    title: 'Webhook endpoints',
    count: async (commands, tenantId) => (await commands.call('count-endpoints', { tenantId })).endpoints,
  },
};

export function probeOf(task: string | null): Probe | undefined {
  return task !== null && Object.hasOwn(probes, task) ? probes[task as ProbeName] : undefined;
}
