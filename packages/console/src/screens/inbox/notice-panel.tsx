import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { TraceLink } from '../../routes/trace-link.js';
import { Awaited } from '../../ui/awaited.js';
import { Badge } from '../../ui/badge.js';
import { buttonClass } from '../../ui/button.js';
import { Facts } from '../../ui/page.js';
import { PanelPart, SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { consoleHref } from './console-href.js';
import { HeldUntil } from './held-until.js';
import { NoticeActs } from './notice-acts.js';

export function NoticePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const notice = useQuery({
    queryKey: ['notices', tenantId, 'one', id],
    queryFn: () => answered(tenantApi.GET('/v1/notifications/{id}', { params: { path: { id } } })),
  });
  if (!notice.data) {
    return (
      <SidePanel title="Notification" onClose={onClose}>
        <Awaited query={notice} />
      </SidePanel>
    );
  }
  const { title, text, why, link, topic, severity, state, heldFor, count, mustAcknowledge } = notice.data;
  const { acknowledgedAt, readAt, handedOverFrom, createdAt, shownAt, correlationId } = notice.data;
  const href = consoleHref(tenantId, link);
  return (
    <SidePanel title="Notification" onClose={onClose}>
      <PanelPart>
        <p className="text-[15px] font-medium">{title}</p>
        <p className="mt-2 flex flex-wrap gap-2">
          <StateBadge state={severity} />
          <Badge>{topic}</Badge>
          <Badge tone={state === 'unread' ? 'accent' : 'neutral'}>{state}</Badge>
        </p>
        <p className="mt-3 whitespace-pre-line text-[13px] text-muted">{text}</p>
        <div className="mt-4 flex flex-wrap items-center gap-2">
          {href && (
            <a href={href} className={buttonClass()}>
              {' '}
              Open{' '}
            </a>
          )}
          <NoticeActs notice={notice.data} />
          <TraceLink correlationId={correlationId} />
        </div>
      </PanelPart>
      {heldFor && (
        <PanelPart title="Held">
          <HeldUntil reason={heldFor} />
        </PanelPart>
      )}
      <PanelPart title="Why you got this">
        <p className="text-[13px] text-muted">{why}</p>
      </PanelPart>
      <PanelPart title="Details">
        <Facts
          facts={[
            ['Received', <Moment key="came" at={createdAt} />],
            ...(shownAt ? [['Shown', <Moment key="shown" at={shownAt} />] as const] : []),
            ...(readAt ? [['Read', <Moment key="read" at={readAt} />] as const] : []),
            ...(acknowledgedAt ? [['Acknowledged', <Moment key="ack" at={acknowledgedAt} />] as const] : []),
            ...(mustAcknowledge && !acknowledgedAt ? [['State', 'unread until you acknowledge it'] as const] : []),
            ...(count > 1 ? [['Grouped', `${count} of one kind`] as const] : []),
            ...(handedOverFrom ? [['Handed over from', <PersonName key="from" id={handedOverFrom} />] as const] : []),
          ]}
        />
      </PanelPart>
    </SidePanel>
  );
}
