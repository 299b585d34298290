import type { ContactSource } from '@crm/events';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface EmailAddress {
  readonly address: string;
  /** Exactly one address of a contact that has any. */
  readonly primary: boolean;
  readonly verified: boolean;
  readonly status: 'ok' | 'bounced';
  readonly bounceReason: string | null;
}

export interface PhoneNumber {
  readonly number: string;
  readonly label: string | null;
}

export type AttributeValue = string | number | boolean;

/** A person whom the tenant knows. Merged contacts are not here: their snapshots are kept with the merge. */
@Entity()
export class Contact {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text', { nullable: true }) givenName: string | null;
  @Column('text', { nullable: true }) familyName: string | null;
  @Column('text') displayName: string;
  @Column('jsonb') emails: EmailAddress[];
  @Column('jsonb') phones: PhoneNumber[];
  @Column('text', { nullable: true }) company: string | null;
  @Column('text', { nullable: true }) jobTitle: string | null;
  /** User who looks after the contact. */
  @Column('uuid', { nullable: true }) ownerId: string | null;
  /** Values of the tenant's own attributes, by key; what has no value is not here. */
  @Column('jsonb') attributes: Record<string, AttributeValue>;
  /** When each field got its value (RFC 3339); what is not here has the age of the contact. */
  @Column('jsonb') changedAt: Record<string, string>;
  @Column('text') source: ContactSource;
  @Column('uuid', { nullable: true }) importId: string | null;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;

  static empty(tenantId: string, source: ContactSource, importId: string | null = null): Contact {
    const now = new Date();
    return Object.assign(new Contact(), {
      id: newId(),
      tenantId,
      givenName: null,
      familyName: null,
      displayName: '',
      emails: [],
      phones: [],
      company: null,
      jobTitle: null,
      ownerId: null,
      attributes: {},
      changedAt: {},
      source,
      importId,
      version: 1,
      createdAt: now,
      updatedAt: now,
    } satisfies Partial<Contact>);
  }

  /** The contact as it was when it was written down as JSON. */
  static revive(snapshot: ContactSnapshot): Contact {
    const { createdAt, updatedAt, ...rest } = structuredClone(snapshot);
    return Object.assign(new Contact(), rest, { createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) });
  }

  copy(): Contact {
    return Object.assign(new Contact(), structuredClone({ ...this }));
  }

  get primaryEmail(): string | null {
    return this.emails.find(({ primary }) => primary)?.address ?? null;
  }

  /** Marks an address as failed; the next verified one that works takes over when it was the primary. */
  bounce(address: string, reason: string): void {
    const failed = this.emails.find((email) => emailKey(email.address) === emailKey(address));
    if (!failed || failed.status === 'bounced') return;
    const heir = failed.primary
      ? this.emails.find((email) => email !== failed && email.verified && email.status === 'ok')
      : undefined;
    this.emails = this.emails.map((email) => ({
      ...email,
      ...(email === failed ? { status: 'bounced' as const, bounceReason: reason } : {}),
      ...(heir ? { primary: email === heir } : {}),
    }));
  }
}

/** A contact as JSON keeps it. */
export type ContactSnapshot = Omit<Contact, 'createdAt' | 'updatedAt' | 'primaryEmail' | 'bounce' | 'copy'> & {
  readonly createdAt: string | Date;
  readonly updatedAt: string | Date;
};

/** Addresses are compared without regard to case; anything cleverer is a guess about somebody else's mail server. */
export const emailKey = (address: string): string => address.trim().toLowerCase();

/** The digits that two spellings of one number share: the last nine, which leaves out country and trunk prefixes. */
export const phoneKey = (number: string): string => number.replace(/\D/g, '').slice(-9);
