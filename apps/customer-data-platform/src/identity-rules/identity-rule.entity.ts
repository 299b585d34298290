import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyKind } from '../contacts/contact-key.entity.js';

/** Kinds of keys by which two contacts come into question as one person. */
export const matchKinds = ['mailbox', 'phone', 'name', 'sound', 'company'] as const satisfies readonly KeyKind[];
export type MatchKind = (typeof matchKinds)[number];

/** Whether contacts that share a kind of key are compared, and whether a row of an import may be taken for one of them. */
@Entity()
export class IdentityRule {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') kind: MatchKind;
  @Column('text') description: string;
  /** Contacts that share such a key are compared and suggested as duplicates. */
  @Column('boolean') suggests: boolean;
  /** A row of an import without a known address goes into the contact that it certainly is. */
  @Column('boolean') mergesImports: boolean;
  @Column('integer') version: number;
}

/** What every tenant starts with. */
export const defaultRules: readonly Pick<IdentityRule, 'kind' | 'description' | 'suggests' | 'mergesImports'>[] = [
  {
    kind: 'mailbox',
    description: 'E-mail addresses that reach the same mailbox, such as ada@ and ada+news@',
    suggests: true,
    mergesImports: false,
  },
  { kind: 'phone', description: 'The same phone number', suggests: true, mergesImports: true },
  { kind: 'name', description: 'The same names, in any order', suggests: true, mergesImports: false },
  { kind: 'sound', description: 'Names that sound alike', suggests: true, mergesImports: false },
  {
    kind: 'company',
    description: 'The same company and a name that sounds alike',
    suggests: true,
    mergesImports: false,
  },
];
