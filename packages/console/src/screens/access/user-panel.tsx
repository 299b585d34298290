import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answeredWithTag } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Awaited } from '../../ui/awaited.js';
import { buttonClass } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts } from '../../ui/page.js';
import { PanelPart, SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { ChangeRole } from './change-role.js';
import { DeactivateUser } from './deactivate-user.js';
import { SessionList } from './session-list.js';

export function UserPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const isMe = useUser().id === id;
  const mayUpdate = useMay('users:update');
  const mayDeactivate = useMay('users:deactivate');
  const mayReview = useMay('access:review') || isMe;
  const user = useQuery({
    queryKey: ['users', tenantId, id],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/users/{id}', { params: { path: { id } } })),
  });
  if (user.isPending || user.isError) {
    return (
      <SidePanel title="User" onClose={onClose}>
        <Awaited query={user} />
      </SidePanel>
    );
  }
  const { data: person, etag } = user.data;
  const { name, email, role, status, createdAt, activatedAt, deactivatedAt, deactivationReason } = person;
  const present = status === 'active' || status === 'invited';
  return (
    <SidePanel title={name} onClose={onClose}>
      <PanelPart>
        <Facts
          facts={[
            ['E-mail', email],
            ['Status', <StateBadge key="status" state={status} />],
            ['Role', role],
            ['Invited', <Moment key="created" at={createdAt} />],
            ...(activatedAt ? [['Active since', <Moment key="active" at={activatedAt} />] as const] : []),
            ...(deactivatedAt ? [['Deactivated', <Moment key="gone" at={deactivatedAt} />] as const] : []),
            ...(deactivationReason ? [['Reason', deactivationReason] as const] : []),
            ['Id', <CopyText key="id" text={id} />],
          ]}
        />
        <div className="mt-4 flex flex-wrap gap-2">
          {mayReview && (
            <Link to="/t/$tenantId/access/why" params={{ tenantId }} search={{ person: id }} className={buttonClass()}>
              What can {isMe ? 'I' : 'they'} do?
            </Link>
          )}
          {present && !isMe && mayDeactivate && <DeactivateUser person={person} />}
        </div>
      </PanelPart>
      {present && mayUpdate && !isMe && (
        <PanelPart title="Role">
          <ChangeRole key={`${role} ${etag}`} person={person} etag={etag} />
        </PanelPart>
      )}
      {(mayUpdate || isMe) && (
        <PanelPart title="Sessions">
          <SessionList userId={id} mayEnd={mayDeactivate || isMe} />
        </PanelPart>
      )}
    </SidePanel>
  );
}
