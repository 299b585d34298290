import { Entity, PrimaryColumn } from 'typeorm';

export const keyKinds = ['word', 'email', 'mailbox', 'phone', 'name', 'sound', 'company'] as const;
export type KeyKind = (typeof keyKinds)[number];

/**
 * A text that a contact is found under: by search (`word`), as its identifier (`email`, one contact per tenant and
 * address) or as a possible double of another contact (all other kinds).
 */
@Entity()
export class ContactKey {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') kind: KeyKind;
  @PrimaryColumn('text') key: string;
  @PrimaryColumn('uuid') contactId: string;
}
