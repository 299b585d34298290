import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Closed } from '../../ui/closed.js';
import { Page } from '../../ui/page.js';
import { saveFile } from '../../ui/save-file.js';
import { Tabs } from '../../ui/tabs.js';
import { useAct } from '../../ui/use-act.js';
import { VerificationBadge } from './verification-badge.js';

const views = [
  { value: 'entries', label: 'Entries', to: '/t/$tenantId/audit' },
  { value: 'events', label: 'Service events', to: '/t/$tenantId/audit/events' },
  { value: 'alerts', label: 'Alerts', to: '/t/$tenantId/audit/alerts' },
] as const;

interface AuditPageProps {
  readonly view: (typeof views)[number]['value'];
  readonly filters: ReactNode;
  readonly children: ReactNode;
}

export function AuditPage({ view, filters, children }: AuditPageProps) {
  const tenantId = useTenantId();
  const navigate = useNavigate();
  const open = useMay('audit:read');
  return (
    <Page
      title="Audit"
      filled
      aside={open && <VerificationBadge />}
      actions={open && <ExportLog />}
      bar={
        <>
          <Tabs
            label="Audit views"
            value={view}
            choices={views}
            onChange={(next) => {
              const to = views.find(({ value }) => value === next)?.to;
              if (to) void navigate({ to, params: { tenantId } });
            }}
          />
          {open && <div className="flex flex-wrap items-center gap-2 md:ml-auto">{filters}</div>}
        </>
      }
    >
      {open ? children : <Closed permission="audit:read" />}
    </Page>
  );
}

/** The whole log with all that is needed to check it elsewhere. */
function ExportLog() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const download = useAct(async () => {
    const log: Blob = await answered(tenantApi.GET('/v1/audit/export', { parseAs: 'blob' }));
    saveFile(log, `audit-${tenantId}.ndjson`);
  });
  return (
    <Button icon={<Download />} busy={download.isPending} onClick={() => download.mutate(undefined)}>
      Export
    </Button>
  );
}
