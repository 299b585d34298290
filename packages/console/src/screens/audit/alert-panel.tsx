import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Awaited } from '../../ui/awaited.js';
import { Badge } from '../../ui/badge.js';
import { Facts } from '../../ui/page.js';
import { PanelPart, SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AlertEntries } from './alert-entries.js';
import { ruleWords } from './audit-facts.js';

export function AlertPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const user = useUser();
  const mayAcknowledge = useMay('audit:acknowledge');
  const alert = useQuery({
    queryKey: ['audit', tenantId, 'alerts', id],
    queryFn: () => answered(tenantApi.GET('/v1/audit/alerts/{id}', { params: { path: { id } } })),
  });
  if (!alert.data) {
    return (
      <SidePanel title="Alert" onClose={onClose}>
        <Awaited query={alert} />
      </SidePanel>
    );
  }
  const { summary, rule, severity, suspect, status, note, entryIds, windowStart, windowEnd } = alert.data;
  const { triggeredAt, acknowledgedBy, acknowledgedAt } = alert.data;
  const isSuspect = suspect === `${user.kind}:${user.id}`;
  return (
    <SidePanel title="Alert" onClose={onClose}>
      <PanelPart>
        <p className="text-[15px] font-medium">{summary}</p>
        <p className="mt-2 flex gap-2">
          <StateBadge state={severity} />
          <Badge tone={status === 'open' ? 'warn' : 'good'}>{status}</Badge>
        </p>
        {status === 'open' && (
          <div className="mt-3 text-[13px] text-muted">
            {isSuspect
              ? 'This alert is about you: someone else has to handle it.'
              : mayAcknowledge && <AcknowledgeAlert alert={alert.data} />}
          </div>
        )}
      </PanelPart>
      <PanelPart title="Why">
        <Facts
          facts={[
            ['Rule', ruleWords[rule]],
            ['Who', <ActorName key="who" actor={suspect} />],
            ['From', <Moment key="from" at={windowStart} />],
            ['To', <Moment key="to" at={windowEnd} />],
            ['Triggered', <Moment key="at" at={triggeredAt} />],
          ]}
        />
      </PanelPart>
      {status === 'acknowledged' && (
        <PanelPart title="Acknowledged">
          <Facts
            facts={[
              ['By', <ActorName key="by" actor={acknowledgedBy} />],
              ['At', <Moment key="at" at={acknowledgedAt} />],
              ...(note ? [['Note', note] as const] : []),
            ]}
          />
        </PanelPart>
      )}
      <PanelPart title={`Entries (${entryIds.length})`}>
        <AlertEntries ids={entryIds} />
      </PanelPart>
    </SidePanel>
  );
}
