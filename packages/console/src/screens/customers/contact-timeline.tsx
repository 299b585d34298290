import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { traceHref } from '../../routes/trace-href.js';
import { Button } from '../../ui/button.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { useAttributes } from './contact-dialog.js';
import { inWords } from './timeline-words.js';

/** What happened to a contact, and to those that were merged into it, newest first. */
export function ContactTimeline({ contactId }: { contactId: string }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const attributes = useAttributes();
  const timeline = usePages(['contacts', tenantId, 'timeline', contactId], (cursor) =>
    answered(
      tenantApi.GET('/v1/contacts/{id}/timeline', {
        params: { path: { id: contactId }, query: { cursor, limit: 50 } },
      }),
    ),
  );
  if (timeline.loading) return <SkeletonLines />;
  if (timeline.error && timeline.rows.length === 0) {
    return <Failure error={timeline.error} onRetry={timeline.onRetry} />;
  }
  if (timeline.rows.length === 0) return <Empty title="Nothing here yet" />;
  return (
    <>
      <ol className="divide-y">
        {timeline.rows.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-[13px]">
            <span className="min-w-0 flex-1 basis-56">
              {inWords(entry, attributes)}
              {entry.contactId !== contactId && <span className="text-faint"> (from a merged contact)</span>}
            </span>
            <span className="text-xs text-faint">
              <ActorName actor={entry.actor} /> · <Time at={entry.at} />
              {entry.correlationId && (
                <>
                  {' · '}
                  <a href={traceHref(tenantId, entry.correlationId)} className="text-accent underline">
                    trace
                  </a>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {timeline.onEnd && (
        <div className="border-t px-4 py-2">
          <Button look="quiet" onClick={timeline.onEnd}>
            {' '}
            Show older{' '}
          </Button>
        </div>
      )}
    </>
  );
}
