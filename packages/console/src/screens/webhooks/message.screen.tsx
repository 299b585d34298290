import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { TraceLink } from '../../routes/trace-link.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { CopyText, shortId } from '../../ui/copy-text.js';
import { JsonView } from '../../ui/json-view.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment, Time } from '../../ui/time.js';
import { MessageAttempts } from './message-attempts.js';
import { ReplayMessage } from './replay-message.js';
import { useEndpointUrls } from './use-endpoint-urls.js';
import { isUnderWay } from './webhook-facts.js';
import { messageRoute } from './webhooks.routes.js';

const refreshMs = 1_500;

export function MessageScreen() {
  const { tenantId, messageId } = messageRoute.useParams();
  const tenantApi = useApi();
  const endpoints = useEndpointUrls();
  const read = useQuery({
    queryKey: ['webhook-messages', tenantId, 'one', messageId],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-messages/{id}', { params: { path: { id: messageId } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? refreshMs : false),
  });
  if (!read.isSuccess) return <AwaitedPage title="Message" query={read} />;
  const message = read.data;
  const { id, type, status, endpointId, attempts, nextAttemptAt, lastError, createdAt, deliveredAt, failedAt } =
    message;
  return (
    <Page
      title={type}
      aside={
        <>
          <BackLink to="/t/$tenantId/webhooks/messages" params={{ tenantId }}>
            Messages
          </BackLink>
          <StateBadge state={status} />
        </>
      }
      actions={
        <>
          <TraceLink correlationId={message.correlationId} />
          <ReplayMessage message={message} />
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <div className="flex flex-col gap-4">
          <Panel title="Message">
            <Facts
              facts={[
                ['Id', <CopyText key="id" text={id} />],
                [
                  'Endpoint',
                  <Link
                    key="endpoint"
                    to="/t/$tenantId/webhooks/$endpointId"
                    params={{ tenantId, endpointId }}
                    className="text-accent hover:underline"
                  >
                    {endpoints.get(endpointId) ?? shortId(endpointId)}
                  </Link>,
                ],
                ['Created', <Moment key="made" at={createdAt} />],
                ['Delivered', <Moment key="delivered" at={deliveredAt} />],
                ...(failedAt ? [['Failed', <Moment key="failed" at={failedAt} />] as const] : []),
                ...(nextAttemptAt ? [['Next attempt', <Time key="next" at={nextAttemptAt} />] as const] : []),
                ...(lastError ? [['Error', lastError] as const] : []),
              ]}
            />
          </Panel>
          <Panel title="Payload">
            {message.payload === null ? (
              <p className="text-[13px] text-muted">Purged: it is older than the retention time.</p>
            ) : (
              <JsonView value={message.payload} />
            )}
          </Panel>
        </div>
        <Panel title={attempts === 1 ? '1 attempt' : `${attempts} attempts`} flush>
          <MessageAttempts messageId={id} attempts={attempts} />
        </Panel>
      </div>
    </Page>
  );
}
