import { OnboardingStarted, TenantCreated, UserInvited } from '@crm/events';
import { eventually } from '../../platform/eventually.js';
import { Refused } from '../../platform/http.js';
import { uniqueSlug } from '../../platform/platform.js';
import type { Cast } from '../cast.js';
import { funnelStep } from '../reading.js';
import type { Story } from '../story.js';

/** A company signs up; before its owner has read her mail, everything stands ready. */
export async function signUp(story: Story): Promise<Pick<Cast, 'tenant'>> {
  const { platform } = story;
  story.chapter('A company signs up');
  const operator = await platform.operator();
  const slug = uniqueSlug('acme');
  const email = `olivia@${slug}.example`;
  const created = await operator.post('/v1/tenants', {
    name: 'Acme Analytics',
    slug,
    plan: 'growth',
    owner: { email, name: 'Olivia Owner' },
    timeZone: 'Europe/Berlin',
  });
  const acme = operator.for(created.id);
  story.tell(`Acme Analytics is tenant ${created.id}.`);

  await story.see(
    TenantCreated,
    'onboarding-orchestrator',
    'the checklist exists and its first steps are done',
    async () => {
      const onboarding = await acme.get('/v1/onboarding');
      const done = ['invite-owner', 'start-trial', 'apply-default-policy'];
      return done.every((key) => onboarding.steps.find((step: { key: string }) => step.key === key)?.status === 'done');
    },
  );
  await story.see(
    TenantCreated,
    'customer-data-platform',
    'attributes, identity rules and a sample segment exist',
    async () => {
      const [attributes, rules, segments] = await Promise.all([
        acme.get('/v1/attributes'),
        acme.get('/v1/identity-rules'),
        acme.get('/v1/segments'),
      ]);
      return [attributes, rules, segments].every((list) => list.items.length > 0);
    },
  );
  await story.see(TenantCreated, 'customer-health', 'a score card in grace, with low confidence', async () => {
    const card = await acme.get('/v1/health/score');
    return card.inGrace && card.confidence === 'low';
  });
  await story.see(TenantCreated, 'audit-trail', "the tenant's log is open, with its first checkpoint", async () => {
    const [log, checkpoints] = await Promise.all([acme.get('/v1/audit/log'), acme.get('/v1/audit/checkpoints')]);
    return log.status === 'open' && checkpoints.items.length > 0;
  });
  await story.see(
    TenantCreated,
    'integration-gateway',
    'delivery settings and the first signing secret are provisioned',
    async () => {
      const settings = await acme.get('/v1/delivery-settings');
      return settings.status === 'active' && settings.firstSecret.provisioned;
    },
  );
  await story.see(TenantCreated, 'analytics-pipeline', 'its cohort row is open', () => funnelStep(acme, 'created'));

  story.chapter('Its onboarding begins');
  await story.see(OnboardingStarted, 'tenant-admin-portal', "the checklist card is on the tenant's home", async () => {
    const home = await acme.get('/v1/home');
    return home.checklist?.status === 'running';
  });
  await story.see(
    OnboardingStarted,
    'customer-health',
    'the onboarding component runs against the expected days',
    async () => {
      const card = await acme.get('/v1/health/score');
      return card.breakdown.some(
        (line: { component: string; text: string }) => line.component === 'onboarding' && line.text.startsWith('Day 1'),
      );
    },
  );
  await story.see(OnboardingStarted, 'workflow-engine', 'the welcome sequence has started, once', async () => {
    const runs = await acme.get('/v1/workflow-runs');
    return runs.items.filter((run: { trigger: string }) => run.trigger.includes('onboarding.started')).length === 1;
  });
  await story.see(OnboardingStarted, 'audit-trail', "the tenant's lifecycle timeline begins with it", async () => {
    const timeline = await acme.get(`/v1/audit/timelines/tenant/${created.id}`);
    return timeline.items.some((entry: { type: string }) => entry.type === OnboardingStarted.type);
  });

  story.chapter('The owner is invited');
  const invitation = await eventually(async () => {
    const list = await acme.get('/v1/invitations');
    return list.items.find((one: { email: string }) => one.email === email);
  });
  await story.see(
    UserInvited,
    'access-control',
    'she has the role of owner, and may do nothing until she signs in',
    async () => {
      const decision = await acme.post('/v1/decisions', { subjectId: invitation.userId, permission: 'contacts:read' });
      return decision.reason === 'subject-not-active';
    },
  );
  await story.see(
    UserInvited,
    'tenant-admin-portal',
    'the invitation mail is sent, and its delivery shows',
    async () => {
      const delivery = await acme.get(`/v1/mail/invitations/${invitation.id}`);
      return delivery.state === 'sent';
    },
  );
  await story.see(UserInvited, 'audit-trail', 'an entry with a sentence that a person can read', async () => {
    const entries = await acme.get(`/v1/audit/entries?type=${UserInvited.type}`);
    return entries.items.some((entry: { sentence: string }) => entry.sentence.includes(email));
  });
  await story.see(UserInvited, 'customer-data-platform', 'her address is tagged as a team member', async () => {
    const members = await acme.get('/v1/team-members');
    return members.items.some((member: { address: string }) => member.address === email);
  });
  const owner = await platform.acceptInvitation(email, created.id);
  story.tell('Olivia has followed the link in her mail and signed in.');
  const stranger = await owner.session.ask('GET', '/v1/tenants');
  if (stranger.status !== 403) throw new Refused('GET', '/v1/tenants', stranger.status, stranger.body);
  return { tenant: { id: created.id, slug, owner } };
}
