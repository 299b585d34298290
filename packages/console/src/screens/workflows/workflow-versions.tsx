import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { classNames } from '../../ui/class-names.js';
import { DiffView } from '../../ui/diff-view.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { workflowRoute } from './workflows.routes.js';

type Version = components['schemas']['WorkflowVersionView'];

/** Every version with who made it, and what is different between two of them. */
export function WorkflowVersions({ workflowId }: { workflowId: string }) {
  const search = workflowRoute.useSearch();
  const navigate = useNavigate({ from: workflowRoute.fullPath });
  const read = useVersions(workflowId);
  if (!read.isSuccess) return <Awaited query={read} />;
  const { items } = read.data;
  const shown = items.find(({ version }) => String(version) === search.version) ?? items[0];
  if (!shown) return <Empty title="No versions" />;
  const before =
    items.find(({ version }) => String(version) === search.against) ??
    items.find(({ version }) => version < shown.version);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(220px,1fr)_minmax(0,3fr)]">
      <Panel title="Versions" flush>
        <ol className="divide-y">
          {items.map(({ version, name, madeBy, createdAt }) => (
            <li key={version}>
              <button
                type="button"
                aria-current={version === shown.version}
                onClick={() => navigate({ search: { tab: 'versions', version: String(version) } })}
                className={classNames(
                  'w-full px-4 py-2.5 text-left text-[13px] hover:bg-sunken',
                  version === shown.version && 'bg-accent-soft',
                )}
              >
                <span className="font-medium">Version {version}</span> <span className="text-muted">{name}</span>
                <span className="block text-xs text-muted">
                  <ActorName actor={madeBy} /> · <Time at={createdAt} />
                </span>
              </button>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel
        title={before ? `Version ${shown.version} compared with version ${before.version}` : `Version ${shown.version}`}
        actions={
          items.length > 1 && (
            <FilterSelect
              label="Compare with"
              otherwise="previous version"
              value={search.against}
              choices={items
                .filter(({ version }) => version !== shown.version)
                .map(({ version }) => ({ value: String(version), label: `version ${version}` }))}
              onChange={(against) => navigate({ search: (old) => ({ ...old, against }) })}
            />
          )
        }
      >
        <DiffView before={before ? textOf(before) : textOf(shown)} after={textOf(shown)} />
      </Panel>
    </div>
  );
}

export function useVersions(workflowId: string) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['workflows', tenantId, 'versions', workflowId],
    queryFn: () => answered(tenantApi.GET('/v1/workflows/{id}/versions', { params: { path: { id: workflowId } } })),
  });
}

const textOf = ({ name, trigger, condition, steps }: Version): string =>
  JSON.stringify({ name, trigger, condition, steps }, null, 2);
