import {
  ContactCreated,
  ContactUpdated,
  CustomerProfileMerged,
  type ServiceEnvelope,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { type Answer, eventually, type PeerAnswers, type TestClient, type TestService, userOf } from '@crm/testing';

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

/** A service event as it was announced: its name and its payload in one. */
export type Announcement = { name: string } & Record<string, unknown>;

/** A tenant with a client, and words for what happens to its contacts. */
export class Tenant {
  readonly id = newId();
  readonly ownerId = newId();

  constructor(readonly engine: TestService) {}

  client(): Promise<TestClient> {
    return this.engine.as(userOf(this.id, 'owner', this.ownerId));
  }

  /** Creates an inactive workflow, and answers its id. */
  async draft(trigger: object, steps: object[], more: object = {}): Promise<string> {
    const client = await this.client();
    const { status, body } = await client.post('/v1/workflows', { name: 'Spec', trigger, steps, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  }

  /** Creates and activates a workflow, and answers its id. */
  async workflow(trigger: object, steps: object[], more: object = {}): Promise<string> {
    const id = await this.draft(trigger, steps, more);
    await this.change(id, 'activate');
    return id;
  }

  /** Asks for another status of a workflow. */
  async change(id: string, to: 'activate' | 'deactivate' | 'pause'): Promise<Answer<Record<string, unknown>>> {
    return (await this.client()).post(`/v1/workflows/${id}/${to}`, to === 'pause' ? {} : undefined);
  }

  /** What was announced on the bus so far; of one workflow where its id is given. */
  async announced(id?: string): Promise<Announcement[]> {
    const rows = await this.engine.sql<{ body: string }>(
      `SELECT convert_from(body, 'UTF8') AS body FROM outbox WHERE exchange = 'event-bus' AND tenant_id = $1
       ORDER BY position`,
      [this.id],
    );
    const envelopes = rows.map(({ body }) => JSON.parse(body) as ServiceEnvelope);
    const all = envelopes.map(({ headers, payload }) => ({ ...payload, name: headers.name, called: payload['name'] }));
    return all.filter((one) => id === undefined || Reflect.get(one, 'id') === id);
  }

  async announcedNames(id?: string): Promise<string[]> {
    return (await this.announced(id)).map(({ name }) => name);
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
