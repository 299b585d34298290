import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Api, answered, api } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi } from '../../routes/roots.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { CopyText } from '../../ui/copy-text.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { duration } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { MessageDetails } from './message-details.js';
import { spanOf } from './trace-model.js';
import { TraceTimeline } from './trace-timeline.js';
import { TraceTree } from './trace-tree.js';
import { type TraceView, tenantTraceRoute, traceRoute } from './traces.routes.js';

export function TraceScreen() {
  const { correlationId } = traceRoute.useParams();
  const search = traceRoute.useSearch();
  const navigate = useNavigate({ from: traceRoute.fullPath });
  const onSearch = (next: Search): void => void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return <TraceOf client={api} correlationId={correlationId} search={search} onSearch={onSearch} />;
}

export function TenantTraceScreen() {
  const { correlationId } = tenantTraceRoute.useParams();
  const search = tenantTraceRoute.useSearch();
  const navigate = useNavigate({ from: tenantTraceRoute.fullPath });
  const onSearch = (next: Search): void => void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return <TraceOf client={useApi()} correlationId={correlationId} search={search} onSearch={onSearch} />;
}

/** A trace with more messages than this is not asked for again unasked. */
const mostRefetched = 1_000;

interface Search {
  view?: TraceView;
  service?: string | undefined;
  event?: string | undefined;
}

interface TraceOfProps {
  readonly client: Api;
  readonly correlationId: string;
  readonly search: Search;
  readonly onSearch: (search: Search) => void;
}

/** One request and all that followed from it. */
function TraceOf({ client, correlationId, search, onSearch }: TraceOfProps) {
  const { view = 'timeline', service, event } = search;
  const trace = useQuery({
    queryKey: ['trace', correlationId],
    queryFn: () => answered(client.GET('/v1/traces/{correlationId}', { params: { path: { correlationId } } })),
    refetchInterval: ({ state }) => ((state.data?.nodes.length ?? 0) > mostRefetched ? false : 5_000),
  });
  if (trace.isError && failureOf(trace.error).problem.status === 404) {
    return (
      <Page title="Trace">
        <Empty title="Unknown trace">
          The request changed nothing, belongs to another tenant, or its id is mistyped.
        </Empty>
      </Page>
    );
  }
  if (!trace.isSuccess) return <AwaitedPage title="Trace" query={trace} />;
  const { nodes, missing } = trace.data;
  const services = [
    ...new Set(nodes.flatMap((node) => [node.service, ...node.deliveries.map((one) => one.service)])),
  ].sort();
  const shown = service
    ? nodes.filter((node) => node.service === service || node.deliveries.some((one) => one.service === service))
    : nodes;
  const [from, to] = spanOf(nodes);
  const selected = nodes.find(({ eventId }) => eventId === event);
  const select = (eventId: string): void => onSearch({ event: eventId === event ? undefined : eventId });
  return (
    <Page
      title="Trace"
      filled
      aside={
        <>
          <CopyText text={correlationId} />
          <span className="text-xs text-faint">
            {nodes.length} messages in {duration(to - from)}
          </span>
          {missing.length > 0 && <span className="text-xs text-warn">No answer from {missing.join(', ')}</span>}
        </>
      }
      bar={
        <>
          <Tabs<TraceView>
            label="View"
            value={view}
            choices={[
              { value: 'timeline', label: 'Timeline' },
              { value: 'tree', label: 'Cause and effect' },
            ]}
            onChange={(next) => onSearch({ view: next })}
          />
          <FilterSelect
            label="Service"
            value={service}
            choices={choicesOf(services)}
            onChange={(next) => onSearch({ service: next })}
          />
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="min-h-0 min-w-0 flex-1">
          {view === 'timeline' ? (
            <TraceTimeline nodes={shown} from={from} to={to} selected={event} onSelect={select} />
          ) : (
            <TraceTree nodes={shown} selected={event} onSelect={select} />
          )}
        </div>
        {selected && <MessageDetails node={selected} onClose={() => onSearch({ event: undefined })} />}
      </div>
    </Page>
  );
}
