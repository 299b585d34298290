import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { usePages } from '../../ui/use-pages.js';
import { AttemptRow } from './attempt-row.js';
import { messageRoute } from './webhooks.routes.js';

/** Every request that was made for a message, newest first. @param attempts so that a new one is asked for */
export function MessageAttempts({ messageId, attempts }: { messageId: string; attempts: number }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { attempt: openId } = messageRoute.useSearch();
  const navigate = useNavigate({ from: messageRoute.fullPath });
  const read = usePages(['webhook-messages', tenantId, 'attempts', messageId, attempts], (cursor) =>
    answered(
      tenantApi.GET('/v1/webhook-messages/{id}/attempts', {
        params: { path: { id: messageId }, query: { cursor, limit: 50 } },
      }),
    ),
  );
  if (read.loading) return <SkeletonLines />;
  if (read.error && read.rows.length === 0) return <Failure error={read.error} onRetry={read.onRetry} />;
  if (read.rows.length === 0) return <Empty title="Not sent yet">It waits for its turn.</Empty>;
  const shown = openId ?? read.rows[0]?.id;
  return (
    <>
      <ol className="divide-y">
        {read.rows.map((attempt) => (
          <AttemptRow
            key={attempt.id}
            attempt={attempt}
            open={attempt.id === shown}
            onOpen={() => navigate({ search: { attempt: attempt.id === shown ? 'none' : attempt.id }, replace: true })}
          />
        ))}
      </ol>
      {read.onEnd && (
        <div className="border-t px-4 py-2">
          <Button look="quiet" onClick={read.onEnd}>
            {' '}
            Show older{' '}
          </Button>
        </div>
      )}
    </>
  );
}
