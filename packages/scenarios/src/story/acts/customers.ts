import {
  ContactCreated,
  ContactUpdated,
  CustomerProfileMerged,
  WebhookDelivered,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import { eventually } from '../../platform/eventually.js';
import type { Cast } from '../cast.js';
import { funnelStep, inFeed, seriesTotal, shortTypeOf, toldOf } from '../reading.js';
import type { Story } from '../story.js';

type Customers = Pick<Cast, 'goodEndpointId' | 'goodHook' | 'goneEndpointId' | 'workflowId' | 'contactId'>;

/** Contacts come and change; workflows run and webhooks go out because of them. */
export async function customers(story: Story, { tenant }: Pick<Cast, 'tenant'>): Promise<Customers> {
  const owner = tenant.owner.session;
  story.chapter('Webhooks and a workflow are set up');
  const goodHook = `good-${tenant.slug}`;
  const good = await owner.post('/v1/webhook-endpoints', { url: await story.platform.outside.hook(goodHook) });
  const { secret } = await owner.get(`/v1/webhook-endpoints/${good.id}/secret`);
  await story.platform.outside.hook(goodHook, { secret });
  const workflow = await owner.post('/v1/workflows', {
    name: 'Greet new contacts',
    trigger: { event: 'contact.created' },
    steps: [{ kind: 'set', fields: { jobTitle: 'Greeted' } }],
    notify: true,
  });
  await owner.post(`/v1/workflows/${workflow.id}/activate`);
  story.tell('A receiver verifies every signature; a workflow greets new contacts.');

  story.chapter('A contact is added');
  const contact = await owner.post('/v1/contacts', {
    givenName: 'Clara',
    familyName: 'Contact',
    company: 'Northwind',
    emails: [{ address: `clara@northwind-${tenant.slug}.example` }],
  });
  await createdContact(story, tenant, {
    contactId: contact.id,
    goodEndpointId: good.id,
    goodHook,
    workflowId: workflow.id,
  });
  await changedContact(story, tenant, contact.id, good.id);
  const goneEndpointId = await goneEndpoint(story, tenant);
  await mergedContacts(story, tenant, contact.id, good.id);
  return { goodEndpointId: good.id, goodHook, goneEndpointId, workflowId: workflow.id, contactId: contact.id };
}

async function createdContact(
  story: Story,
  tenant: Cast['tenant'],
  { contactId, goodEndpointId, goodHook, workflowId }: Omit<Customers, 'goneEndpointId'>,
): Promise<void> {
  const owner = tenant.owner.session;
  await story.see(
    ContactCreated,
    'tenant-admin-portal',
    'the counter of new contacts and the feed tell it',
    async () => {
      const home = await owner.get('/v1/home');
      return home.counters.newContacts > 0 && inFeed(owner, ContactCreated);
    },
  );
  await story.see(ContactCreated, 'workflow-engine', 'the workflow has run for her', async () => {
    const runs = await owner.get(`/v1/workflow-runs?workflowId=${workflowId}`);
    return runs.items.some(
      (run: { contactId: string; status: string }) => run.contactId === contactId && run.status === 'succeeded',
    );
  });
  await story.see(ContactCreated, 'integration-gateway', 'one signed message reached the receiver', async () => {
    const received = await story.platform.outside.received(goodHook);
    return received.some(
      (hook) =>
        hook.verified && hook.body.type === shortTypeOf(ContactCreated) && hook.body.data['contactId'] === contactId,
    );
  });
  await story.see(ContactCreated, 'analytics-pipeline', 'the growth of contacts counts her', async () => {
    return (await seriesTotal(owner, 'contacts.created')) > 0 && (await funnelStep(owner, 'first-contact'));
  });
  await story.see(WorkflowExecuted, 'audit-trail', 'run, version, result and duration are kept', async () => {
    const entries = await owner.get(`/v1/audit/entries?type=${WorkflowExecuted.type}`);
    return entries.items.some((entry: { detail: { result?: string } }) => entry.detail.result === 'succeeded');
  });
  await story.see(
    WorkflowExecuted,
    'tenant-admin-portal',
    'the administrators are told of a run that is marked to notify',
    async () =>
      (await toldOf(owner, (notice) => notice.title.startsWith('The workflow Greet new contacts has ended'))) &&
      inFeed(owner, WorkflowExecuted),
  );
  await story.see(WorkflowExecuted, 'analytics-pipeline', 'runs and their success rate count it', async () => {
    const { items } = await owner.get('/v1/analytics/workflows');
    return items.some(
      (one: { workflowId: string; successRate: number }) => one.workflowId === workflowId && one.successRate === 1,
    );
  });
  await story.see(WebhookDelivered, 'audit-trail', 'evidence of the delivery: endpoint, message, status', async () => {
    const entries = await owner.get(`/v1/audit/entries?type=${WebhookDelivered.type}`);
    return entries.items.some((entry: { target: { id: string } }) => entry.target.id === goodEndpointId);
  });
  await story.see(WebhookDelivered, 'analytics-pipeline', 'volume and latency of the endpoint', async () => {
    const endpoint = await owner.get(`/v1/analytics/webhooks/${goodEndpointId}`);
    return endpoint.delivered > 0;
  });
}

async function changedContact(
  story: Story,
  tenant: Cast['tenant'],
  contactId: string,
  endpointId: string,
): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('The contact changes');
  const upgrade = await owner.post('/v1/workflows', {
    name: 'Follow company changes',
    trigger: { event: 'contact.updated', changedFields: ['company'] },
    steps: [{ kind: 'set', fields: { jobTitle: 'Followed' } }],
  });
  await owner.post(`/v1/workflows/${upgrade.id}/activate`);
  await owner.patch(`/v1/contacts/${contactId}`, { company: 'Southwind' });
  await story.see(
    ContactUpdated,
    'workflow-engine',
    'a workflow that waits for the changed field has run',
    async () => {
      const runs = await owner.get(`/v1/workflow-runs?workflowId=${upgrade.id}`);
      return runs.items.length === 1;
    },
  );
  await story.see(ContactUpdated, 'integration-gateway', 'one message for the endpoint', async () => {
    const messages = await owner.get(
      `/v1/webhook-messages?endpointId=${endpointId}&type=${shortTypeOf(ContactUpdated)}`,
    );
    return messages.items.length > 0;
  });
  await story.see(
    ContactUpdated,
    'audit-trail',
    'the names of the changed fields are kept, not their values',
    async () => {
      const entries = await owner.get(`/v1/audit/entries?type=${ContactUpdated.type}`);
      const texts = entries.items.map((entry: object) => JSON.stringify(entry));
      return (
        texts.some((text: string) => text.includes('company')) &&
        !texts.some((text: string) => text.includes('Southwind'))
      );
    },
  );
}

async function goneEndpoint(story: Story, tenant: Cast['tenant']): Promise<string> {
  const owner = tenant.owner.session;
  story.chapter('An endpoint is gone');
  const url = await story.platform.outside.hook(`gone-${tenant.slug}`, { respond: [{ status: 410 }] });
  const gone = await owner.post('/v1/webhook-endpoints', { url, eventTypes: [shortTypeOf(ContactCreated)] });
  await owner.post('/v1/contacts', {
    givenName: 'Gerd',
    familyName: 'Gone',
    emails: [{ address: `gerd@${tenant.slug}.example` }],
  });
  await story.see(
    WebhookFailed,
    'tenant-admin-portal',
    'one notice for the endpoint, with the last error',
    async () => {
      const notices = await owner.get('/v1/notifications?limit=200');
      return notices.items.some((notice: object) => JSON.stringify(notice).includes(gone.id));
    },
  );
  await story.see(
    WebhookFailed,
    'audit-trail',
    'an entry that counts towards "an endpoint fails repeatedly"',
    async () => {
      const entries = await owner.get(`/v1/audit/entries?type=${WebhookFailed.type}`);
      return entries.items.length > 0;
    },
  );
  await story.see(WebhookFailed, 'customer-health', 'the integration component falls', async () => {
    const card = await owner.get('/v1/health/score');
    const line = card.breakdown.find((one: { component: string }) => one.component === 'integration');
    return line.points < line.weight;
  });
  return gone.id;
}

async function mergedContacts(
  story: Story,
  tenant: Cast['tenant'],
  survivorId: string,
  endpointId: string,
): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('Two profiles turn out to be one person');
  const patient = await owner.post('/v1/workflows', {
    name: 'Ask again tomorrow',
    trigger: { event: 'contact.created' },
    steps: [
      { kind: 'wait', seconds: 86_400 },
      { kind: 'set', fields: { jobTitle: 'Asked' } },
    ],
  });
  await owner.post(`/v1/workflows/${patient.id}/activate`);
  const double = await owner.post('/v1/contacts', {
    givenName: 'Clara',
    familyName: 'Contact',
    company: 'Southwind',
    emails: [{ address: `clara.contact@private-${tenant.slug}.example` }],
  });
  const waiting = (contactId: string) => owner.get(`/v1/workflow-runs?workflowId=${patient.id}&contactId=${contactId}`);
  await eventually(async () => (await waiting(double.id)).items.length === 1);
  const merge = await owner.post('/v1/merges', { survivorId, mergedIds: [double.id] });
  story.tell(`Merge ${merge.id} can be undone at /v1/merges/${merge.id}/undo.`);
  await story.see(CustomerProfileMerged, 'integration-gateway', 'one message that carries both ids', async () => {
    const messages = await owner.get(
      `/v1/webhook-messages?endpointId=${endpointId}&type=${shortTypeOf(CustomerProfileMerged)}`,
    );
    return messages.items.length === 1;
  });
  await story.see(CustomerProfileMerged, 'audit-trail', 'the merge is on the timelines of both', async () => {
    const timelines = await Promise.all(
      [survivorId, double.id].map((id) => owner.get(`/v1/audit/timelines/contact/${id}`)),
    );
    return timelines.every((timeline) =>
      timeline.items.some((entry: { type: string }) => entry.type === CustomerProfileMerged.type),
    );
  });
  await story.see(
    CustomerProfileMerged,
    'workflow-engine',
    'what waited for the merged contact waits for the survivor',
    async () => {
      return (await waiting(survivorId)).items.length === 1;
    },
  );
  await story.see(CustomerProfileMerged, 'analytics-pipeline', 'the unique count of its day is corrected', async () => {
    return (await seriesTotal(owner, 'contacts.merged')) === 1;
  });
}
