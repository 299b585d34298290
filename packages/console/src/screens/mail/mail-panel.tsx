import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts } from '../../ui/page.js';
import { PanelPart, SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';

/** What has become of one mail. What it says is its reader's. */
export function MailPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const tenantApi = useApi();
  const mail = useQuery({
    queryKey: ['mail', useTenantId(), 'one', id],
    queryFn: () => answered(tenantApi.GET('/v1/mail/{id}', { params: { path: { id } } })),
  });
  if (!mail.data) {
    return (
      <SidePanel title="Mail" onClose={onClose}>
        <Awaited query={mail} />
      </SidePanel>
    );
  }
  const { subject, recipient, kind, state, status, response, attempts, explanation, nextStep, softBouncedAt } =
    mail.data;
  const { queuedAt, triedAt, nextTryAt, settledAt } = mail.data;
  return (
    <SidePanel title="Mail" onClose={onClose}>
      <PanelPart>
        <p className="text-[15px] font-medium break-words">{subject}</p>
        <div className="mt-3">
          <Facts
            facts={[
              ['To', recipient],
              ['Kind', kind],
              ['State', <StateBadge key="state" state={state} />],
              ['Id', <CopyText key="id" text={id} />],
            ]}
          />
        </div>
      </PanelPart>
      {explanation && (
        <PanelPart title="What happened, and what to do">
          <p className="text-[13px] font-medium">{explanation}</p>
          {nextStep && <p className="mt-1 text-[13px] text-muted">{nextStep}</p>}
        </PanelPart>
      )}
      <PanelPart title="Server response">
        {response ? (
          <p className="rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
            {status && `${status} · `}
            {response}
          </p>
        ) : (
          <p className="text-[13px] text-muted">Nothing yet.</p>
        )}
      </PanelPart>
      <PanelPart title="Delivery">
        <Facts
          facts={[
            ['Queued', <Moment key="queued" at={queuedAt} />],
            ['Attempts', attempts],
            ['Last attempt', <Moment key="tried" at={triedAt} />],
            ...(nextTryAt ? [['Next attempt', <Moment key="next" at={nextTryAt} />] as const] : []),
            ...(softBouncedAt ? [['Bounced back', <Moment key="back" at={softBouncedAt} />] as const] : []),
            ['Settled', <Moment key="settled" at={settledAt} />],
          ]}
        />
      </PanelPart>
    </SidePanel>
  );
}
