import { OnboardingCompleted } from '@crm/events';
import type { Cast } from '../cast.js';
import { funnelStep, inFeed, toldOf } from '../reading.js';
import type { Story } from '../story.js';

/** The last required steps are done by a person. */
export async function completeOnboarding(story: Story, { tenant }: Pick<Cast, 'tenant'>): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('The onboarding is completed');
  const integration = {
    name: 'Data warehouse',
    provider: 'warehouse',
    url: await story.platform.outside.hook(`warehouse-${tenant.slug}`),
  };
  const configured = await owner.post('/v1/integrations', integration);
  const { steps } = await owner.get('/v1/onboarding');
  for (const step of steps) {
    if (step.kind === 'manual' && step.required) await owner.post(`/v1/onboarding/steps/${step.key}/complete`, {});
  }
  await story.see(OnboardingCompleted, 'customer-health', 'grace is over, and the baseline is computed', async () => {
    const card = await owner.get('/v1/health/score');
    return !card.inGrace && card.baseline !== null;
  });
  await story.see(
    OnboardingCompleted,
    'tenant-admin-portal',
    'the card has folded into a congratulation, and the owners are told',
    async () => {
      const home = await owner.get('/v1/home');
      const told = await toldOf(owner, (notice) => notice.title === 'Your onboarding is completed');
      return home.checklist?.status === 'completed' && told && inFeed(owner, OnboardingCompleted);
    },
  );
  await story.see(OnboardingCompleted, 'integration-gateway', 'what was configured meanwhile is active', async () => {
    const now = await owner.get(`/v1/integrations/${configured.id}`);
    return now.status === 'active';
  });
  await story.see(OnboardingCompleted, 'analytics-pipeline', 'the days to onboard are known', () =>
    funnelStep(owner, 'onboarded'),
  );
}
