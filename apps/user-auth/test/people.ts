import { newId } from '@crm/platform';
import { bootService, operator, type TestService } from '@crm/testing';
import { service } from '../src/service.js';

export const password = 'correct horse battery';
export const operatorEmail = 'operator@crm.example';

/** access-control as this service sees it. */
export interface AccessControl {
  answer: { known: boolean; role: string | null; permissions: string[]; policyRevision: number };
  /** Answers to give first. */
  before: AccessControl['answer'][];
  asked: number;
}

export interface Booted {
  readonly auth: TestService;
  readonly accessControl: AccessControl;
}

export async function boot(): Promise<Booted> {
  const accessControl: AccessControl = {
    answer: { known: true, role: null, permissions: ['contacts:read'], policyRevision: 7 },
    before: [],
    asked: 0,
  };
  const auth = await bootService(service, {
    env: { OPERATOR_EMAIL: operatorEmail, OPERATOR_PASSWORD: password, PUBLIC_URL: 'http://crm.example' },
    peers: {
      'subject-permissions': () => {
        accessControl.asked += 1;
        return accessControl.before.shift() ?? accessControl.answer;
      },
    },
  });
  return { auth, accessControl };
}

export interface Invited {
  readonly tenantId: string;
  readonly userId: string;
  readonly invitationId: string;
  readonly email: string;
  readonly role: string;
}

let people = 0;
/** An address nobody has yet. */
export const someone = (): string => `person-${++people}-${newId().slice(-6)}@acme.example`;

/** Invites somebody as an operator would; `tenantId` may be a new one. */
export async function invite(
  auth: TestService,
  { tenantId = newId(), email = someone(), role = 'member' } = {},
): Promise<Invited> {
  const client = await auth.as(operator(tenantId));
  const { status, body } = await client.post('/v1/invitations', { email, name: 'Pat', role });
  if (status !== 201) throw new Error(`The invitation failed: ${JSON.stringify(body)}`);
  return { tenantId, userId: body.userId, invitationId: body.id, email, role };
}

/** The token of the link that a mail would carry. */
export async function linkToken(auth: TestService, { tenantId, invitationId }: Invited): Promise<string> {
  const portal = await auth.fromService('tenant-admin-portal', tenantId);
  return (await portal.get(`/internal/invitations/${invitationId}/link`)).body.token;
}

export async function accept(auth: TestService, invited: Invited, secret = password): Promise<Invited> {
  const token = await linkToken(auth, invited);
  const { status, body } = await (await auth.anonymous()).post('/v1/auth/accept-invitation', {
    token,
    password: secret,
  });
  if (status !== 200) throw new Error(`The acceptance failed: ${JSON.stringify(body)}`);
  return invited;
}

/** Somebody who can sign in. */
export async function join(auth: TestService, about: Parameters<typeof invite>[1] = {}): Promise<Invited> {
  return accept(auth, await invite(auth, about));
}

export async function signIn(auth: TestService, body: { email: string; password?: string; tenantId?: string }) {
  return (await auth.anonymous()).post('/v1/auth/sign-in', { password, ...body });
}

export async function refresh(auth: TestService, refreshToken: string) {
  return (await auth.anonymous()).post('/v1/auth/refresh', { refreshToken });
}

/** A service event, with its name as `event`. */
export interface Told extends Record<string, unknown> {
  readonly event: string;
  readonly id: string;
}

/** What was told on the bus inside of a tenant, in the order of telling: all of it, or what begins with `prefix`. */
export async function told(auth: TestService, tenantId: string, prefix = ''): Promise<Told[]> {
  const rows = await auth.sql<{ body: string }>(
    `SELECT convert_from(body, 'UTF8') AS body FROM outbox
     WHERE exchange = 'event-bus' AND tenant_id = $1 AND starts_with(routing_key, $2) ORDER BY position`,
    [tenantId, prefix],
  );
  return rows.map(({ body }) => {
    const { headers, payload } = JSON.parse(body);
    return { event: headers.name, ...payload };
  });
}

/** Whether a secret has left the service in anything that was said or told. */
export async function hasLeaked(auth: TestService, secret: string): Promise<boolean> {
  const rows = await auth.sql(
    "SELECT 1 FROM outbox WHERE strpos(convert_from(body, 'UTF8') || coalesce(headers::text, ''), $1) > 0",
    [secret],
  );
  return rows.length > 0;
}
