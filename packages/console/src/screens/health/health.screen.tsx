import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answeredWithTag } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ClosedPage } from '../../ui/closed.js';
import { Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import { points } from './points.js';
import { ScoreHistory } from './score-history.js';
import { Waterfall } from './waterfall.js';
import { WeightsEditor } from './weights-editor.js';

export function HealthScreen() {
  return useMay('health:read') ? <HealthOfTenant /> : <ClosedPage title="Health" permission="health:read" />;
}

function HealthOfTenant() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const mayReweigh = useMay('health:update');
  const [reweighing, setReweighing] = useState(false);
  const card = useQuery({
    queryKey: ['health', tenantId, 'card'],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/health/score')),
    refetchInterval: 10_000,
  });
  if (!card.isSuccess) return <AwaitedPage title="Health" query={card} />;
  const { data, etag } = card.data;
  return (
    <Page
      title="Health"
      aside={<Standing card={data} />}
      actions={
        mayReweigh && data.status === 'active' && <Button onClick={() => setReweighing(true)}>Edit weights</Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Panel title="Score breakdown">
          <Waterfall card={data} />
        </Panel>
        <ScoreHistory card={data} />
      </div>
      {reweighing && <WeightsEditor weights={data.weights} etag={etag} onClose={() => setReweighing(false)} />}
    </Page>
  );
}

function Standing({ card }: { card: components['schemas']['ScoreCardView'] }) {
  return (
    <>
      <span className="text-[15px] font-semibold tabular-nums">{points(card.score)}</span>
      <StateBadge state={card.band} />
      {card.inGrace && <Badge>grace period</Badge>}
      {card.baseline !== null && <span className="text-xs text-faint">baseline {points(card.baseline)}</span>}
      <span className="text-xs text-faint">
        {card.status === 'churned' ? 'closed ' : 'updated '}
        <Time at={card.closedAt ?? card.computedAt} />
      </span>
    </>
  );
}
