import { type Api, answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { session } from '../../session/session.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Failure, SkeletonLines } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useAct } from '../../ui/use-act.js';
import type { usePages } from '../../ui/use-pages.js';
import { browserOf } from './browser-of.js';

type Session = components['schemas']['SessionView'];

interface SessionsProps extends ReturnType<typeof usePages<Session>> {
  readonly api: Api;
  readonly mayEnd: boolean;
}

/** Open sessions first: each can be ended by itself, but the one that asks, which ends by signing out. */
export function Sessions({ api, mayEnd, rows, loading, error, onRetry, onEnd }: SessionsProps) {
  const here = session.id();
  const end = useAct((id: string) => answered(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })), {
    done: 'Session ended.',
    refresh: [['sessions']],
  });
  if (loading) return <SkeletonLines lines={3} />;
  if (error) return <Failure error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <p className="text-[13px] text-muted">Never signed in.</p>;
  const open = rows.filter(({ endedAt }) => endedAt === null);
  const over = rows.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      <ul className="divide-y">
        {[...open, ...over].map(({ id, userAgent, lastUsedAt, endedAt, endReason }) => (
          <li key={id} className="flex items-center gap-3 py-2 text-[13px]">
            <div className="min-w-0 flex-1">
              <p className="truncate" title={userAgent ?? undefined}>
                {browserOf(userAgent)}
              </p>
              <p className="text-xs text-faint">
                {endedAt ? 'Ended' : 'Last used'} <Time at={endedAt ?? lastUsedAt} />
              </p>
            </div>
            {id === here && <Badge tone="accent">this session</Badge>}
            {endedAt && <StateBadge state={endReason ?? 'ended'} />}
            {!endedAt && mayEnd && id !== here && (
              <Button busy={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {onEnd && (
        <Button look="quiet" className="mt-2" onClick={onEnd}>
          Show older
        </Button>
      )}
    </>
  );
}
