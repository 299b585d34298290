import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/api.js';
import { Awaited } from '../../ui/awaited.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import type { TenantPlan } from '../tenants/tenant-plans.js';
import { ActivationFunnel } from './activation-funnel.js';
import { Cohorts } from './cohorts.js';

/** How far tenants come and after how long; all of them, and by the month in which they came. */
export function Activation({ plan }: { plan: TenantPlan | undefined }) {
  const query = { params: { query: { plan } } };
  const activation = useQuery({
    queryKey: ['analytics', 'activation', { plan }],
    queryFn: () => answered(api.GET('/v1/analytics/activation', query)),
  });
  const cohorts = useQuery({
    queryKey: ['analytics', 'cohorts', { plan }],
    queryFn: () => answered(api.GET('/v1/analytics/cohorts', query)),
  });
  return (
    <div className="flex flex-col gap-4">
      <Panel title="Activation funnel">
        {!activation.isSuccess && <Awaited query={activation} />}
        {activation.data && <ActivationFunnel activation={activation.data} />}
      </Panel>
      <Panel title="Cohorts by month of creation" flush>
        {!cohorts.isSuccess && <Awaited query={cohorts} />}
        {cohorts.data?.items.length === 0 && <Empty title="No tenants yet" />}
        {cohorts.data && cohorts.data.items.length > 0 && <Cohorts cohorts={cohorts.data.items} />}
      </Panel>
    </div>
  );
}
