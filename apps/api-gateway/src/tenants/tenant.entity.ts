import type { TenantPlan } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { IllegalTransition } from './tenant.errors.js';
import { type TenantStatus, transitions } from './transitions.js';

export interface NewTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: TenantPlan;
  readonly owner: { readonly email: string; readonly name: string };
  readonly timeZone: string;
}

/** A change of status as it has happened. */
export interface Transition {
  readonly from: TenantStatus;
  readonly to: TenantStatus;
  readonly revision: number;
  readonly at: Date;
  /** Begin of the suspension that ends with it. */
  readonly suspendedAt: Date | null;
}

@Entity()
export class Tenant {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') name: string;
  @Column('text') plan: TenantPlan;
  /** Who asked for the tenant and is invited first; later owners are known to user-auth. */
  @Column('jsonb') owner: { email: string; name: string };
  @Column('text') timeZone: string;
  @Column('text') status: TenantStatus;
  /** Why it has its status, in the words of whoever changed it. */
  @Column('text', { nullable: true }) statusReason: string | null;
  /** Rises with every change of the status, and with nothing else. */
  @Column('integer') revision: number;
  @Column('timestamptz') createdAt: Date;
  /** Begin of the present suspension. */
  @Column('timestamptz', { nullable: true }) suspendedAt: Date | null;
  @Column('timestamptz', { nullable: true }) deactivatedAt: Date | null;
  /** Rises with every change of anything. */
  @Column('integer') version: number;

  static provision(wanted: NewTenant, now: Date): Tenant {
    return Object.assign(new Tenant(), {
      ...wanted,
      owner: { email: wanted.owner.email, name: wanted.owner.name },
      status: 'provisioning',
      statusReason: null,
      revision: 0,
      createdAt: now,
      suspendedAt: null,
      deactivatedAt: null,
      version: 0,
    } satisfies Partial<Tenant>);
  }

  /** @throws 409 `illegal-transition` naming what would be legal */
  become(status: TenantStatus, reason: string, at: Date): Transition {
    const from = this.status;
    const legal = transitions[from];
    if (!legal.includes(status)) {
      const choice = legal.length === 0 ? 'no other status' : `only ${legal.join(' or ')}`;
      throw new IllegalTransition(`A tenant that is ${from} can become ${choice}, not ${status}.`, {
        from,
        to: status,
        legal,
      });
    }
    const { suspendedAt } = this;
    this.status = status;
    this.statusReason = reason;
    this.revision += 1;
    this.version += 1;
    this.suspendedAt = status === 'suspended' ? at : null;
    if (status === 'deactivated') this.deactivatedAt = at;
    return { from, to: status, revision: this.revision, at, suspendedAt };
  }
}
