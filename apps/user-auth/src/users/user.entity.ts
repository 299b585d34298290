import { adminRoles } from '@crm/events';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Those that are shown; an erased user is as good as absent. */
export const userStatuses = ['invited', 'active', 'deactivated', 'lapsed'] as const;
export type UserStatus = (typeof userStatuses)[number] | 'erased';

/** Nobody's: no mail ever comes to `.invalid` (RFC 2606). */
export const erasedAddress = (userId: string): string => `${userId}@erased.invalid`;
export const erasedName = 'Erased user';

/** A person in one tenant. The same address in another tenant is another user, with a password of its own. */
@Entity()
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** In lower case; unique among the tenant's invited and active users. */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') role: string;
  /** `lapsed`: the invitation ended before it was accepted; `erased`: only the row is left, for what refers to it. */
  @Column('text') status: UserStatus;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('timestamptz', { nullable: true }) deactivatedAt: Date | null;
  @Column('text', { nullable: true }) deactivationReason: string | null;
  /** Rises with every change; also the revision in `UserRoleChanged`. */
  @Column('integer') version: number;

  static invite(tenantId: string, email: string, name: string, role: string): User {
    return Object.assign(new User(), {
      id: newId(),
      tenantId,
      email,
      name,
      role,
      status: 'invited',
      passwordHash: null,
      createdAt: new Date(),
      activatedAt: null,
      deactivatedAt: null,
      deactivationReason: null,
      version: 1,
    } satisfies Partial<User>);
  }

  get administers(): boolean {
    return adminRoles.includes(this.role);
  }

  activate(passwordHash: string, name: string | undefined): void {
    this.status = 'active';
    this.passwordHash = passwordHash;
    this.name = name ?? this.name;
    this.activatedAt = new Date();
    this.version += 1;
  }

  /** Gives another role; answers the old one, or undefined if there is nothing to change. */
  changeRole(role: string): string | undefined {
    if (role === this.role) return undefined;
    const old = this.role;
    this.role = role;
    this.version += 1;
    return old;
  }

  deactivate(reason: string | undefined): void {
    this.status = 'deactivated';
    this.passwordHash = null;
    this.deactivatedAt = new Date();
    this.deactivationReason = reason ?? null;
    this.version += 1;
  }

  /** Takes away whatever tells who it was. */
  erase(): void {
    this.status = 'erased';
    this.email = erasedAddress(this.id);
    this.name = erasedName;
    this.passwordHash = null;
    this.deactivationReason = null;
    this.version += 1;
  }
}
