import type { CommandsOf, ContactFacts } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { NotifyStep, SetStep, WebhookStep } from '../definitions/definition.js';
import { fill } from '../definitions/template.js';
import type { WorkflowRun } from './workflow-run.entity.js';

type Outcome = Record<string, unknown>;

const actor = 'service:workflow-engine';

/**
 * What a step does in other services. Each carries the run and the step as its key, so that a step that is repeated
 * after a crash doubles nothing; setting a field to what it is already changes nothing either.
 */
@Injectable()
export class ActionsService {
  constructor(private readonly commands: Commands<CommandsOf<'workflow-engine'>>) {}

  /** The contact's fields by name, as conditions see them. */
  async contact({ tenantId, contactId }: WorkflowRun): Promise<Outcome> {
    const facts: ContactFacts = await this.commands.call('contact-facts', {
      params: { contactId: contactId ?? '' },
      tenantId,
      actor,
    });
    const { fields, ...own } = facts;
    return { ...own, ...fields };
  }

  async set({ tenantId, contactId }: WorkflowRun, { fields }: SetStep): Promise<Outcome> {
    const { version } = await this.commands.call('set-contact-fields', {
      params: { contactId: contactId ?? '' },
      body: { fields: { ...fields } },
      tenantId,
      actor,
    });
    return { fields: Object.keys(fields), contactVersion: version };
  }

  async notify(run: WorkflowRun, path: string, step: NotifyStep): Promise<Outcome> {
    const dedupeKey = `${run.id}:${path}`;
    const { notificationIds } = await this.commands.call('notify', {
      body: {
        title: fill(step.title, run.event).slice(0, 200),
        text: fill(step.text, run.event).slice(0, 2_000),
        severity: step.severity ?? 'info',
        ...(step.userId ? { userId: step.userId } : {}),
        dedupeKey,
      },
      tenantId: run.tenantId,
      actor,
      idempotencyKey: dedupeKey,
    });
    return { notificationIds };
  }

  async webhook(run: WorkflowRun, path: string, step: WebhookStep): Promise<Outcome> {
    const dedupeKey = `${run.id}:${path}`;
    const { id: runId, workflowId, contactId, tenantId } = run;
    const { messageIds } = await this.commands.call('send-webhook', {
      body: { type: step.type, payload: { ...step.payload, runId, workflowId, contactId }, dedupeKey },
      tenantId,
      actor,
    });
    return { messageIds };
  }
}
