import { currentContext, newId } from '@crm/platform';
import type { EntityManager } from 'typeorm';
import type { Contact } from './contact.entity.js';
import { TimelineEntry, type TimelineKind } from './timeline-entry.entity.js';

export interface Happening {
  readonly contact: Contact;
  readonly kind: TimelineKind;
  readonly summary: string;
  readonly fields: string[];
}

/** Puts on contacts' timelines what happens to them now, by whoever acts now. */
export async function note(manager: EntityManager, happenings: readonly Happening[]): Promise<void> {
  const at = new Date();
  const { actor = 'service:customer-data-platform', correlationId = null } = currentContext() ?? {};
  await manager.insert(
    TimelineEntry,
    happenings.map(({ contact: { tenantId, id: contactId }, kind, summary, fields }) => ({
      ...{ id: newId(), tenantId, contactId, kind, summary, fields, actor, correlationId, at },
    })),
  );
}
