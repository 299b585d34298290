import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { answered, apiIn } from '../../api/api.js';
import { useTenant } from '../../shell/tenant-name.js';
import { buttonClass } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Moment, Time } from '../../ui/time.js';
import { LifecycleActions } from './lifecycle-actions.js';
import { tenantRoute } from './tenants.routes.js';

export function TenantScreen() {
  const { id } = tenantRoute.useParams();
  const tenant = useTenant(id);
  if (tenant.isPending) return <SkeletonLines lines={9} />;
  if (tenant.isError) return <Failure error={tenant.error} onRetry={() => void tenant.refetch()} />;
  const { name, slug, plan, status, statusReason, owner, timeZone, createdAt, suspendedAt, deactivatedAt } =
    tenant.data;
  return (
    <Page
      title={name}
      aside={<StateBadge state={status} />}
      actions={
        <>
          <LifecycleActions tenant={tenant.data} />
          <Link to="/t/$tenantId/customers" params={{ tenantId: id }} className={buttonClass('primary')}>
            <LogIn /> Look inside
          </Link>
        </>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <Panel title="The company">
          <Facts
            facts={[
              ['Id', <CopyText key="id" text={id} />],
              ['Slug', slug],
              ['Plan', plan],
              ['Owner', `${owner.name}, ${owner.email}`],
              ['Time zone', timeZone],
              ['Since', <Moment key="since" at={createdAt} />],
              ...(suspendedAt ? [['Suspended', <Moment key="suspended" at={suspendedAt} />] as const] : []),
              ...(deactivatedAt ? [['Deactivated', <Moment key="left" at={deactivatedAt} />] as const] : []),
              ...(statusReason ? [['Because', statusReason] as const] : []),
            ]}
          />
        </Panel>
        <Panel title="Life so far" flush>
          <History tenantId={id} />
        </Panel>
      </div>
    </Page>
  );
}

function History({ tenantId }: { tenantId: string }) {
  const history = useQuery({
    queryKey: ['tenant', tenantId, 'history'],
    queryFn: () =>
      answered(
        apiIn(tenantId).GET('/v1/tenants/{id}/history', { params: { path: { id: tenantId }, query: { limit: 100 } } }),
      ),
  });
  if (history.isPending) return <SkeletonLines />;
  if (history.isError) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  const { items } = history.data;
  if (items.length === 0) return <Empty title="Nothing has changed yet" />;
  return (
    <ol className="divide-y">
      {items.map(({ id, from, to, reason, actor, at }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-[13px]">
          <span className="flex items-center gap-1.5">
            <StateBadge state={from} /> <span aria-hidden>→</span> <StateBadge state={to} />
          </span>
          <span className="min-w-0 flex-1 basis-48">{reason}</span>
          <span className="text-xs text-faint">
            {actor.split(':')[0]} · <Time at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
