import { Badge } from '../../ui/badge.js';
import { StateBadge } from '../../ui/state-badge.js';
import type { Endpoint } from './webhook-facts.js';

/** Whether it is on, and if so whether it takes what it gets. */
export function EndpointState({ endpoint: { status, failing } }: { endpoint: Endpoint }) {
  return status === 'enabled' && failing ? <Badge tone="bad">failing</Badge> : <StateBadge state={status} />;
}
