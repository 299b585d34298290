import { type commands, TenantCreated, type TenantPlan } from '@crm/events';
import { newId } from '@crm/platform';
import type { PeerAnswers, PeerCall, TestService } from '@crm/testing';

type CommandName = keyof typeof commands;

export interface Call {
  readonly command: CommandName;
  readonly call: PeerCall;
  /** Absent when it failed. */
  answer?: unknown;
}

/** The services that an onboarding asks, as far as it can tell: they answer, refuse or fail as a spec says. */
export class Neighbours {
  readonly calls: Call[] = [];
  private readonly failures = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  readonly answers: PeerAnswers = {
    'invite-owner': this.answer('invite-owner', () => ({ userId: newId(), invitationId: newId() })),
    'withdraw-owner-invitation': this.answer('withdraw-owner-invitation'),
    'start-trial': this.answer('start-trial', () => ({ subscriptionId: newId(), endsAt: new Date().toISOString() })),
    'cancel-trial': this.answer('cancel-trial'),
    'apply-default-policy': this.answer('apply-default-policy', () => ({ policyRevision: 1 })),
    'count-contacts': this.answer('count-contacts', (tenantId) => ({ contacts: this.counts.get(tenantId) ?? 0 })),
    'count-endpoints': this.answer('count-endpoints', () => ({ endpoints: 0 })),
  };

  /** From now on the command fails with `status` for the tenant; undefined mends it. */
  fail(tenantId: string, command: CommandName, status: number | undefined): void {
    if (status === undefined) this.failures.delete(`${tenantId} ${command}`);
    else this.failures.set(`${tenantId} ${command}`, status);
  }

  setContacts(tenantId: string, count: number): void {
    this.counts.set(tenantId, count);
  }

  callsOf(tenantId: string, ...names: CommandName[]): Call[] {
    return this.calls.filter(
      ({ command, call }) => call.tenantId === tenantId && (names.length === 0 || names.includes(command)),
    );
  }

  private answer(command: CommandName, answer: (tenantId: string) => unknown = () => '') {
    return (call: PeerCall): unknown => {
      const made: Call = { command, call };
      this.calls.push(made);
      const status = this.failures.get(`${call.tenantId} ${command}`);
      if (status !== undefined) throw Object.assign(new Error('no'), { statusCode: status });
      made.answer = answer(String(call.tenantId));
      return made.answer;
    };
  }
}

export const quick = { STEP_RETRY_SECONDS: '0.05', PROBE_SECONDS: '0.05,0.2' };

export function created(tenantId: string, plan: TenantPlan = 'growth') {
  return {
    tenantId,
    name: 'Acme',
    slug: 'acme',
    plan,
    owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
    timeZone: 'Europe/Berlin',
    createdAt: new Date().toISOString(),
  };
}

export async function newTenant(
  service: TestService,
  plan: TenantPlan = 'growth',
  tenantId = newId(),
): Promise<string> {
  await service.hear(TenantCreated, created(tenantId, plan));
  return tenantId;
}
