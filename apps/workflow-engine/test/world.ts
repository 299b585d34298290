import { ContactCreated, ContactUpdated, CustomerProfileMerged, WorkflowExecuted } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, type PeerAnswers, type TestClient, type TestService, userOf } from '@crm/testing';

export const now = (): string => new Date().toISOString();

/** A problem that a neighbour answers with. */
export const refusal = (status: number, detail: string) => Object.assign(new Error(detail), { statusCode: status });

/** The neighbours as they are seen from here: contacts with fields, and what was sent to them by key. */
export class Neighbours {
  readonly contacts = new Map<string, Record<string, unknown>>();
  readonly sets: { contactId: string; fields: Record<string, unknown> }[] = [];
  readonly notices: { title: string; text: string; severity: string; dedupeKey: string; at: number }[] = [];
  readonly webhooks: { type: string; payload: Record<string, unknown>; dedupeKey: string }[] = [];
  /** Throws to let a command fail. */
  disturb: (command: string) => void | Promise<void> = () => undefined;

  readonly answers: PeerAnswers = {
    'contact-facts': async ({ params }) => {
      await this.disturb('contact-facts');
      const fields = this.contacts.get(params['contactId'] ?? '');
      if (!fields) throw refusal(404, 'There is no such contact');
      return {
        id: params['contactId'],
        version: 1,
        email: null,
        displayName: '',
        company: null,
        ownerId: null,
        fields,
      };
    },
    'set-contact-fields': async ({ params, body }) => {
      const { fields } = body as { fields: Record<string, unknown> };
      const contactId = params['contactId'] ?? '';
      this.sets.push({ contactId, fields });
      await this.disturb('set-contact-fields');
      this.contacts.set(contactId, { ...this.contacts.get(contactId), ...fields });
      return { id: contactId, version: 2, fields };
    },
    notify: async ({ body }) => {
      this.notices.push({ ...(body as Neighbours['notices'][number]), at: Date.now() });
      await this.disturb('notify');
      return { notificationIds: [newId()] };
    },
    'send-webhook': async ({ body }) => {
      this.webhooks.push(body as Neighbours['webhooks'][number]);
      await this.disturb('send-webhook');
      return { messageIds: [newId()] };
    },
  };
}

export const notify = (title: string) => ({ kind: 'call', action: 'notify', title, text: 'Look here.' });

/** A tenant with a client, and words for what happens to its contacts. */
export class Tenant {
  readonly id = newId();
  readonly ownerId = newId();

  constructor(readonly engine: TestService) {}

  client(): Promise<TestClient> {
    return this.engine.as(userOf(this.id, 'owner', this.ownerId));
  }

  /** Creates and activates a workflow, and answers its id. */
  async workflow(trigger: object, steps: object[], more: object = {}): Promise<string> {
    const client = await this.client();
    const { status, body } = await client.post('/v1/workflows', { name: 'Spec', trigger, steps, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    await client.post(`/v1/workflows/${body.id}/activate`);
    return body.id;
  }

  created(contactId: string, more: Partial<ContactCreated> = {}, overrides: object = {}) {
    const data = {
      tenantId: this.id,
      contactId,
      displayName: 'Carla',
      source: 'manual' as const,
      createdAt: now(),
      ...more,
    };
    return this.engine.hear(ContactCreated, data, overrides);
  }

  updated(contactId: string, changedFields: string[], overrides: object = {}) {
    const data = {
      tenantId: this.id,
      contactId,
      version: 2,
      changedFields,
      source: 'manual' as const,
      updatedAt: now(),
    };
    return this.engine.hear(ContactUpdated, data, overrides);
  }

  merged(survivorId: string, mergedIds: string[], at = now()) {
    const mergedCreatedAt = mergedIds.map(() => at);
    const data = {
      tenantId: this.id,
      mergeId: newId(),
      survivorId,
      mergedIds,
      mergedCreatedAt,
      mergedBy: 'user:x',
      at,
    };
    return this.engine.hear(CustomerProfileMerged, data);
  }

  // biome-ignore lint/suspicious/noExplicitAny: specs look into answers of any shape
  async runs(query = ''): Promise<any[]> {
    return (await (await this.client()).get(`/v1/workflow-runs${query}`)).body.items;
  }

  /** The tenant's only run that matches, as soon as it has the status; with its steps. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async run(status: string, query = ''): Promise<any> {
    const [run] = await eventually(async () => {
      const runs = await this.runs(`?status=${status}${query}`);
      return runs.length > 0 && runs;
    });
    return (await (await this.client()).get(`/v1/workflow-runs/${run.id}`)).body;
  }

  async executed(): Promise<WorkflowExecuted[]> {
    const said = await this.engine.said(WorkflowExecuted);
    return said.filter(({ tenantid }) => tenantid === this.id).map(({ data }) => data);
  }
}
