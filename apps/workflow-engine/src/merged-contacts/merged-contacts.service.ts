import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../messaging.js';
import { MergedContact } from './merged-contact.entity.js';

/** Longest chain of merges that is followed. */
const longestChain = 20;

/** Remembers who stands for whom. */
@Injectable()
export class MergedContactsService {
  /** Keeps that `survivorId` (null: itself again) stands for a contact since `at`, unless newer news is known. */
  async learn(unit: UnitOfWork, contactId: string, survivorId: string | null, at: Date): Promise<void> {
    await unit.manager.query(
      `INSERT INTO merged_contact (contact_id, tenant_id, survivor_id, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (contact_id) DO UPDATE SET survivor_id = excluded.survivor_id, at = excluded.at
       WHERE merged_contact.at < excluded.at`,
      [contactId, unit.tenantId, survivorId, at],
    );
  }

  /** The contact that stands for `contactId` now: itself, unless it was merged. */
  async survivorOf(unit: UnitOfWork, contactId: string): Promise<string> {
    let survivor = contactId;
    for (let length = 0; length < longestChain; length += 1) {
      const merged = await unit.manager.findOneBy(MergedContact, { contactId: survivor });
      if (!merged?.survivorId) break;
      survivor = merged.survivorId;
    }
    return survivor;
  }
}
