import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { ClosedPage } from '../../ui/closed.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { analyticsRoute } from './analytics.routes.js';
import { MetricPanel } from './metric-panel.js';
import { rangeOf, ranges } from './ranges.js';
import { TenantFunnel } from './tenant-funnel.js';
import { WebhookFigures } from './webhook-figures.js';
import { WorkflowFigures } from './workflow-figures.js';

export function AnalyticsScreen() {
  return useMay('analytics:read') ? <Analytics /> : <ClosedPage title="Analytics" permission="analytics:read" />;
}

function Analytics() {
  const { range = 'month' } = analyticsRoute.useSearch();
  const navigate = useNavigate({ from: analyticsRoute.fullPath });
  const tenantApi = useApi();
  const metrics = useQuery({
    queryKey: ['analytics', 'metrics'],
    queryFn: () => answered(tenantApi.GET('/v1/analytics/metrics')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!metrics.isSuccess) return <AwaitedPage title="Analytics" query={metrics} />;
  // What happens once in a tenant's life stands in its funnel.
  const courses = metrics.data.items.filter(({ metric }) => !/^(tenant|onboarding)\./.test(metric));
  return (
    <Page
      title="Analytics"
      bar={
        <Tabs
          label="Time"
          value={range}
          choices={ranges.map((value) => ({ value, label: rangeOf[value].label }))}
          onChange={(value) => navigate({ search: { range: value }, replace: true })}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <TenantFunnel />
        <div className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
          {courses.map((metric) => (
            <MetricPanel key={metric.metric} metric={metric} range={range} />
          ))}
        </div>
        <WorkflowFigures range={range} />
        <WebhookFigures range={range} />
      </div>
    </Page>
  );
}
