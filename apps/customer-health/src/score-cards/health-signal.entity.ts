import { Column, Entity, PrimaryColumn } from 'typeorm';

export const signalComponents = ['seats', 'administration', 'reachability', 'integration'] as const;
export type SignalComponent = (typeof signalComponents)[number];

/**
 * One thing that speaks against a tenant's health, kept once per key: a lost seat, a failed address, an endpoint that
 * failed on a day. The score is computed from the set, so that neither order nor repetition of events matters.
 */
@Entity()
export class HealthSignal {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') component: SignalComponent;
  @PrimaryColumn('text') key: string;
  @Column('timestamptz') at: Date;
}
