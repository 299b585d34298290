import { ContactUpdated, EventHandler, type EventOf } from '@crm/events';
import { WorkflowConfig } from '../config.js';
import { MergedContactsService } from '../merged-contacts/merged-contacts.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { EnrolmentsService } from './enrolments.service.js';
import { WaitsService } from './waits.service.js';

/** A run that waits for the contact looks up; workflows without one start when a field they ask for has changed. */
@EventHandler()
export class OnContactUpdated {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly waits: WaitsService,
    private readonly merged: MergedContactsService,
    private readonly config: WorkflowConfig,
  ) {}

  @Handles(ContactUpdated)
  async handle({ id, type, hopcount, data }: EventOf<typeof ContactUpdated>, unit: UnitOfWork): Promise<void> {
    const { contactId, changedFields } = data;
    // What would go on in an endless circle is not taken for what was waited for.
    const tooFar = hopcount > this.config.WORKFLOW_FURTHEST_HOP;
    const survivorId = await this.merged.survivorOf(unit, contactId);
    const waiting = tooFar ? new Set<string>() : await this.waits.resume(unit, survivorId);
    const occasion = { trigger: 'contact.updated', type, hopCount: hopcount, key: id, data: { ...data } } as const;
    await this.enrolments.start(unit, { ...occasion, contactId }, (workflow) => {
      const asked = workflow.definition.trigger.changedFields;
      return !waiting.has(workflow.id) && (!asked || asked.some((field) => changedFields.includes(field)));
    });
  }
}
