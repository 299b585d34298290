import { Link } from '@tanstack/react-router';
import { LogIn, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTenant } from '../../shell/tenant-name.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { Button, buttonClass } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { EditTenant } from './edit-tenant.js';
import { LifecycleActions } from './lifecycle-actions.js';
import { LifecycleTimeline } from './lifecycle-timeline.js';
import { TenantGlance } from './tenant-glance.js';
import { tenantRoute } from './tenants.routes.js';

export function TenantScreen() {
  const { id } = tenantRoute.useParams();
  const tenant = useTenant(id);
  const [editing, setEditing] = useState(false);
  if (!tenant.isSuccess) return <AwaitedPage title="Tenant" query={tenant} />;
  const { name, slug, plan, status, statusReason, owner, timeZone, createdAt, suspendedAt, deactivatedAt } =
    tenant.data;
  return (
    <Page
      title={name}
      aside={<StateBadge state={status} />}
      actions={
        <>
          {status !== 'deactivated' && (
            <Button icon={<Pencil />} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )}
          <LifecycleActions tenant={tenant.data} />
          <Link to="/t/$tenantId/customers" params={{ tenantId: id }} className={buttonClass('primary')}>
            <LogIn /> Open tenant
          </Link>
        </>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <Panel title="Company">
          <Facts
            facts={[
              ['Id', <CopyText key="id" text={id} />],
              ['Slug', slug],
              ['Plan', plan],
              ['Owner', `${owner.name}, ${owner.email}`],
              ['Time zone', timeZone],
              ['Created', <Moment key="since" at={createdAt} />],
              ...(suspendedAt ? [['Suspended', <Moment key="suspended" at={suspendedAt} />] as const] : []),
              ...(deactivatedAt ? [['Deactivated', <Moment key="left" at={deactivatedAt} />] as const] : []),
              ...(statusReason ? [['Reason', statusReason] as const] : []),
            ]}
          />
        </Panel>
        <div className="flex flex-col gap-4">
          <Panel title="At a glance">
            <TenantGlance tenantId={id} />
          </Panel>
          <Panel title="Lifecycle" flush>
            <LifecycleTimeline tenantId={id} />
          </Panel>
        </div>
      </div>
      {editing && <EditTenant tenantId={id} onClose={() => setEditing(false)} />}
    </Page>
  );
}
