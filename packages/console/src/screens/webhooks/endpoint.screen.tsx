import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answeredWithTag } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { Notice } from '../../ui/states.js';
import { Moment, Time } from '../../ui/time.js';
import { EndpointActions } from './endpoint-actions.js';
import { EndpointSecret } from './endpoint-secret.js';
import { EndpointState } from './endpoint-state.js';
import { RecentMessages } from './recent-messages.js';
import { disabledBecause } from './webhook-facts.js';
import { endpointRoute } from './webhooks.routes.js';

export function EndpointScreen() {
  const { tenantId, endpointId } = endpointRoute.useParams();
  const tenantApi = useApi();
  const read = useQuery({
    queryKey: ['webhook-endpoints', tenantId, 'one', endpointId],
    queryFn: () =>
      answeredWithTag(tenantApi.GET('/v1/webhook-endpoints/{id}', { params: { path: { id: endpointId } } })),
  });
  if (!read.isSuccess) return <AwaitedPage title="Endpoint" query={read} />;
  const { data: endpoint, etag } = read.data;
  const { url, description, eventTypes, disabledReason, previousSecretUntil, createdAt, status, failing } = endpoint;
  return (
    <Page
      title={description || new URL(url).host}
      aside={
        <>
          <BackLink to="/t/$tenantId/webhooks" params={{ tenantId }}>
            Endpoints
          </BackLink>
          <EndpointState endpoint={endpoint} />
        </>
      }
      actions={<EndpointActions endpoint={endpoint} etag={etag} />}
    >
      <div className="flex flex-col gap-4">
        {disabledReason && <Notice>Disabled. {disabledBecause[disabledReason]}</Notice>}
        {status === 'enabled' && failing && (
          <Notice>Its last delivery failed. Until one succeeds, it gets one message at a time.</Notice>
        )}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
          <div className="flex flex-col gap-4">
            <Panel title="Endpoint">
              <Facts
                facts={[
                  ['URL', <CopyText key="url" text={url} />],
                  ['Event types', eventTypes?.join(', ') ?? 'all'],
                  ['Created', <Moment key="since" at={createdAt} />],
                  ...(previousSecretUntil
                    ? [['Previous secret', <Until key="until" at={previousSecretUntil} />] as const]
                    : []),
                ]}
              />
            </Panel>
            <EndpointSecret endpoint={endpoint} />
          </div>
          <Panel
            title="Recent messages"
            flush
            actions={
              <Link
                to="/t/$tenantId/webhooks/messages"
                params={{ tenantId }}
                search={{ endpoint: endpointId }}
                className="text-xs text-accent hover:underline"
              >
                View all
              </Link>
            }
          >
            <RecentMessages endpointId={endpointId} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Until({ at }: { at: string }) {
  return (
    <>
      expires <Time at={at} />
    </>
  );
}
