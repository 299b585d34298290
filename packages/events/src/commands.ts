import type { Command, CommandInput } from '@crm/platform';
import type { AlertSeverity } from './contracts/audit.events.js';
import { type ServiceName, serviceNames } from './links.js';

type Declaration = Omit<Command, 'types'> & {
  readonly caller: ServiceName | readonly ServiceName[];
  readonly callee: ServiceName | readonly ServiceName[];
};

const command =
  <In extends CommandInput, Out>() =>
  <const D extends Declaration>(declaration: D): D & Command<In, Out> =>
    declaration;

export interface OwnerInvitation {
  email: string;
  name: string;
}
export interface SubjectPermissions {
  /** false: access-control has not heard of the user yet; ask again. */
  known: boolean;
  role: string | null;
  permissions: string[];
  policyRevision: number;
}
export interface TokenCutoff {
  scope: 'tenant' | 'user' | 'session';
  id: string;
  tenantId: string;
  /** Tokens issued before this moment (RFC 3339) are refused. */
  notBefore: string;
  reason: 'policy-changed' | 'deactivated' | 'signed-out' | 'reuse-detected' | 'role-changed';
}
/** What an API token says in front of what is its own, so that everybody knows one where it turns up. */
export const apiTokenPrefix = 'crm_pat_';
/** What an access token of the holder would say, narrowed to what the API token is for. */
export interface ApiTokenClaims {
  tokenId: string;
  subject: string;
  tenantId: string;
  role: string | null;
  permissions: string[];
  email: string;
  /** The moment (RFC 3339) of what the claims say, to be compared with cutoffs. */
  asOf: string;
  expiresAt: string;
}
export interface ImportedRow {
  line: number;
  values: Record<string, string>;
}
export interface TenantUser {
  userId: string;
  email: string;
  name: string;
  role: string;
  status: 'invited' | 'active' | 'deactivated';
}
export interface ContactFacts {
  id: string;
  version: number;
  email: string | null;
  displayName: string;
  company: string | null;
  ownerId: string | null;
  /** Standard and custom fields by name, as workflow conditions see them. */
  fields: Record<string, unknown>;
}

/** What one process of a service counts and holds. Totals begin at its start; what is parked or dead is so now. */
export interface ServiceFigures {
  /** Another one after each start: totals of two instances have nothing to do with each other. */
  instance: string;
  startedAt: string;
  version: string;
  memoryBytes: number;
  /** Of all services in the process, where it hosts several. */
  cpuSeconds: number;
  /** Confirmed by the broker, by type. */
  published: Record<string, number>;
  /** The same for what was told on the bus, by name. */
  serviceEvents: Record<string, number>;
  /** By type; `lag` counts events up to each of `lagBounds` (seconds), then all. */
  handled: Record<string, { total: number; lag: number[] }>;
  lagBounds: number[];
  parked: Record<string, number>;
  dead: Record<string, number>;
  deadByReason: Record<string, number>;
  outbox: { pending: number; oldestSeconds: number };
  ready: boolean;
  /** Why it is not ready. */
  reasons: string[];
}

/** What of its outbox and inbox a service is asked for; within the tenant that the question is about, if any. */
export interface TraceQuestion {
  /** All that was said because of these. */
  correlationIds?: string[];
  /** What became of these here. */
  eventIds?: string[];
  /** What was said last, newest first: of one type, or of all but some. */
  recent?: { type?: string; exceptTypes?: string[]; since?: string; limit: number };
  /** Whether to tell what the messages said, too. */
  payload?: boolean;
}
export interface SaidMessage {
  eventId: string;
  type: string;
  correlationId: string;
  subject: string;
  tenantId: string;
  actor: string;
  /** When it happened (RFC 3339). */
  at: string;
  /** When the broker had it; null while it waits. */
  publishedAt: string | null;
  causationId: string | null;
  hopCount: number;
  payload?: Record<string, unknown>;
}
export interface HeardMessage {
  eventId: string;
  status: 'handled' | 'parked' | 'dead' | 'discarded';
  receivedAt: string;
  handledAt: string | null;
  attempts: number;
  reason: string | null;
}

/**
 * The commands and questions between services: who may ask whom, and where. Facts travel as events; whatever stands
 * here is needed at once or changes another service's state on purpose.
 */
export const commands = {
  'token-cutoffs': command<{ query: { since?: string } }, { cutoffs: TokenCutoff[]; asOf: string }>()({
    caller: 'api-gateway',
    callee: 'user-auth',
    method: 'GET',
    path: '/internal/token-cutoffs',
  }),
  'api-token': command<{ body: { token: string } }, ApiTokenClaims>()({
    caller: 'api-gateway',
    callee: 'user-auth',
    method: 'POST',
    path: '/internal/api-tokens/resolve',
  }),
  'invite-owner': command<{ body: OwnerInvitation }, { userId: string; invitationId: string }>()({
    caller: 'onboarding-orchestrator',
    callee: 'user-auth',
    method: 'POST',
    path: '/internal/owner-invitations',
  }),
  'withdraw-owner-invitation': command<{ params: { invitationId: string } }, void>()({
    caller: 'onboarding-orchestrator',
    callee: 'user-auth',
    method: 'DELETE',
    path: '/internal/owner-invitations/:invitationId',
  }),
  'start-trial': command<{ body: { plan: string } }, { subscriptionId: string; endsAt: string }>()({
    caller: 'onboarding-orchestrator',
    callee: 'billing-worker',
    method: 'POST',
    path: '/internal/trials',
  }),
  'cancel-trial': command<object, void>()({
    caller: 'onboarding-orchestrator',
    callee: 'billing-worker',
    method: 'DELETE',
    path: '/internal/trials',
  }),
  'apply-default-policy': command<object, { policyRevision: number }>()({
    caller: 'onboarding-orchestrator',
    callee: 'access-control',
    method: 'PUT',
    path: '/internal/default-policy',
  }),
  'count-contacts': command<object, { contacts: number }>()({
    caller: 'onboarding-orchestrator',
    callee: 'customer-data-platform',
    method: 'GET',
    path: '/internal/contact-count',
  }),
  'count-endpoints': command<object, { endpoints: number }>()({
    caller: 'onboarding-orchestrator',
    callee: 'integration-gateway',
    method: 'GET',
    path: '/internal/endpoint-count',
  }),
  'subject-permissions': command<{ params: { userId: string } }, SubjectPermissions>()({
    caller: 'user-auth',
    callee: 'access-control',
    method: 'GET',
    path: '/internal/subjects/:userId/permissions',
  }),
  'import-rows': command<
    { params: { importId: string }; query: { after: number; limit: number } },
    { rows: ImportedRow[]; nextAfter: number | null }
  >()({
    caller: 'customer-data-platform',
    callee: 'user-auth',
    method: 'GET',
    path: '/internal/imports/:importId/rows',
  }),
  'invitation-link': command<
    { params: { invitationId: string } },
    { url: string; token: string; expiresAt: string; status: 'open' | 'accepted' | 'revoked' | 'expired' }
  >()({
    caller: 'tenant-admin-portal',
    callee: 'user-auth',
    method: 'GET',
    path: '/internal/invitations/:invitationId/link',
  }),
  'mail-invitation': command<
    { params: { invitationId: string }; body: { userId: string; email: string; name: string; role: string } },
    { deliveryId: string }
  >()({
    caller: 'user-auth',
    callee: 'tenant-admin-portal',
    method: 'POST',
    path: '/internal/invitations/:invitationId/mails',
  }),
  'tenant-users': command<object, { users: TenantUser[] }>()({
    caller: ['tenant-admin-portal', 'customer-health'],
    callee: 'user-auth',
    method: 'GET',
    path: '/internal/users',
  }),
  'contact-facts': command<{ params: { contactId: string } }, ContactFacts>()({
    caller: ['workflow-engine', 'integration-gateway'],
    callee: 'customer-data-platform',
    method: 'GET',
    path: '/internal/contacts/:contactId',
  }),
  'set-contact-fields': command<
    { params: { contactId: string }; body: { fields: Record<string, unknown> } },
    ContactFacts
  >()({
    caller: 'workflow-engine',
    callee: 'customer-data-platform',
    method: 'PATCH',
    path: '/internal/contacts/:contactId',
  }),
  notify: command<
    { body: { title: string; text: string; severity: AlertSeverity | 'info'; userId?: string; dedupeKey: string } },
    { notificationIds: string[] }
  >()({
    caller: 'workflow-engine',
    callee: 'tenant-admin-portal',
    method: 'POST',
    path: '/internal/notifications',
  }),
  'send-webhook': command<
    { body: { type: string; payload: Record<string, unknown>; dedupeKey: string } },
    { messageIds: string[] }
  >()({
    caller: 'workflow-engine',
    callee: 'integration-gateway',
    method: 'POST',
    path: '/internal/webhook-messages',
  }),
  figures: command<object, ServiceFigures>()({
    caller: 'tenant-admin-portal',
    callee: serviceNames,
    method: 'GET',
    path: '/internal/figures',
  }),
  trace: command<{ body: TraceQuestion }, { said: SaidMessage[]; heard: HeardMessage[] }>()({
    caller: 'tenant-admin-portal',
    callee: serviceNames,
    method: 'POST',
    path: '/internal/trace',
  }),
} as const;

type Callable<S extends ServiceName, C> = C extends { caller: infer By }
  ? By extends S
    ? true
    : By extends readonly (infer One)[]
      ? S extends One
        ? true
        : false
      : false
  : false;

/** The commands that one service may call; inject `Commands<CommandsOf<'user-auth'>>`. */
export type CommandsOf<S extends ServiceName> = {
  [N in keyof typeof commands as Callable<S, (typeof commands)[N]> extends true ? N : never]: (typeof commands)[N];
};
