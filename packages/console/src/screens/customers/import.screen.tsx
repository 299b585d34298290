import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi } from '../../routes/roots.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { Badge } from '../../ui/badge.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Tabs } from '../../ui/tabs.js';
import { Time } from '../../ui/time.js';
import { importRoute } from './customers.routes.js';
import { ImportProgress, isUnderWay } from './import-progress.js';
import { ImportResults } from './import-results.js';
import { ImportRows } from './import-rows.js';
import { ImportStats } from './import-stats.js';
import type { ImportView } from './import-views.js';

export function ImportScreen() {
  const { tenantId, importId } = importRoute.useParams();
  const navigate = useNavigate({ from: importRoute.fullPath });
  const search = importRoute.useSearch();
  const { about, contacts, running } = useImport(tenantId, importId);
  if (!about.isSuccess) return <AwaitedPage title="Import" query={about} />;
  const { fileName, dryRun, kind, status, createdAt, rejectedRows, acceptedRows } = about.data;
  const becomesContacts = kind === 'contacts' && !dryRun;
  const view = search.view ?? (rejectedRows > 0 || !becomesContacts ? 'rejected' : 'results');
  const choices: { value: ImportView; label: string; count?: number }[] = [
    { value: 'rejected', label: 'Rejected', count: rejectedRows },
    ...(dryRun ? [] : [{ value: 'accepted', label: 'Accepted', count: acceptedRows } as const]),
    ...(becomesContacts ? [{ value: 'results', label: 'Results' } as const] : []),
  ];
  return (
    <Page
      title={fileName ?? 'Import'}
      filled
      aside={
        <>
          <BackLink to="/t/$tenantId/customers/imports" params={{ tenantId }}>
            Imports
          </BackLink>
          <StateBadge state={contacts?.status ?? status} />
          {dryRun && <Badge>dry run</Badge>}
          <span className="text-xs text-faint">
            {kind} · <Time at={createdAt} />
          </span>
        </>
      }
    >
      <div className="flex flex-col gap-4 border-b p-4 md:px-6">
        {running && <ImportProgress about={about.data} contacts={contacts} />}
        <ImportStats about={about.data} contacts={contacts} />
        <Tabs
          label="Rows"
          value={view}
          choices={choices}
          onChange={(next) => navigate({ search: { view: next }, replace: true })}
        />
      </div>
      <div className="min-h-0 flex-1">
        {view === 'results' ? (
          <ImportResults contacts={contacts} importId={importId} outcome={search.outcome} />
        ) : (
          <ImportRows about={about.data} status={view} />
        )}
      </div>
    </Page>
  );
}

const everySecond = 1_000;

/** The import and what its rows became, asked for every second as long as something changes. */
function useImport(tenantId: string, importId: string) {
  const tenantApi = useApi();
  const about = useQuery({
    queryKey: ['imports', tenantId, 'one', importId],
    queryFn: () => answered(tenantApi.GET('/v1/imports/{id}', { params: { path: { id: importId } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? everySecond : false),
  });
  const becomesContacts = about.data?.kind === 'contacts' && about.data.status === 'completed';
  const contacts = useQuery({
    queryKey: ['imports', tenantId, 'contacts', importId],
    queryFn: () => answered(tenantApi.GET('/v1/contact-imports/{id}', { params: { path: { id: importId } } })),
    enabled: becomesContacts,
    refetchInterval: ({ state }) => {
      // It is there a moment after the file has been read.
      if (state.error) return failureOf(state.error).problem.status === 404 ? everySecond : false;
      return state.data?.status === 'running' ? everySecond : false;
    },
  });
  const open = becomesContacts && (contacts.data === undefined || contacts.data.status === 'running');
  const running = about.data !== undefined && (isUnderWay(about.data) || open);
  return { about, contacts: contacts.data, running };
}
