import { Badge, type Tone } from './badge.js';

const toneOf: Readonly<Record<string, Tone>> = {
  active: 'good',
  healthy: 'good',
  delivered: 'good',
  completed: 'good',
  succeeded: 'good',
  handled: 'good',
  paid: 'good',
  sent: 'good',
  enabled: 'good',
  ready: 'good',
  up: 'good',
  accepted: 'good',
  done: 'good',
  provisioning: 'info',
  running: 'info',
  pending: 'info',
  starting: 'info',
  queued: 'info',
  open: 'info',
  invited: 'info',
  trialing: 'info',
  trial: 'info',
  waiting: 'info',
  replayed: 'info',
  'not-ready': 'warn',
  stopping: 'warn',
  suspended: 'warn',
  'at-risk': 'warn',
  parked: 'warn',
  held: 'warn',
  paused: 'warn',
  retrying: 'warn',
  deferred: 'warn',
  blocked: 'warn',
  critical: 'bad',
  failed: 'bad',
  dead: 'bad',
  bounced: 'bad',
  down: 'bad',
  urgent: 'bad',
  high: 'bad',
  medium: 'warn',
};

/** A state by the name that the API has for it. */
export function StateBadge({ state }: { state: string | null | undefined }) {
  if (!state) return <span className="text-faint">–</span>;
  return <Badge tone={toneOf[state] ?? 'neutral'}>{state.replaceAll(/[-_]/g, ' ')}</Badge>;
}
