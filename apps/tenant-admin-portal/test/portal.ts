import type { TenantUser } from '@crm/events';
import { newId } from '@crm/platform';
import {
  bootService,
  eventually,
  type Outside,
  type PeerAnswers,
  startOutside,
  type TestClient,
  type TestService,
  userOf,
} from '@crm/testing';
import { service } from '../src/service.js';

export interface Tenant {
  readonly id: string;
  readonly owner: TenantUser;
  readonly admin: TenantUser;
  readonly member: TenantUser;
}

/** What a mail provider signs its events with. */
export const eventsSecret = `whsec_${Buffer.alloc(24, 'secret').toString('base64')}`;

/** The portal with a mail server, and with neighbours that know the tenants of a spec. */
export class Portal {
  readonly users = new Map<string, TenantUser[]>();
  /** Status of invitations by id; others are open. */
  readonly invitations = new Map<string, 'accepted' | 'revoked' | 'expired'>();
  /** While it is set, user-auth does not answer. */
  peopleAreAway = false;

  private constructor(
    readonly outside: Outside,
    public service: TestService,
  ) {}

  static async start(env: Record<string, string> = {}, peers: PeerAnswers = {}): Promise<Portal> {
    const outside = await startOutside();
    let portal: Portal | undefined;
    const booted = await bootService(service, {
      env: {
        SMTP_URL: outside.smtpUrl,
        MAIL_FROM: 'CRM <no-reply@crm.example>',
        MAIL_BOUNCE_KEY: 'a key of thirty-two characters or more',
        MAIL_EVENTS_SECRET: eventsSecret,
        MAIL_RETRY_SECONDS: '1',
        MAIL_ATTEMPTS: '3',
        PUBLIC_URL: 'https://portal.example',
        ...env,
      },
      peers: {
        ...peers,
        'tenant-users': ({ tenantId }) => {
          if (portal?.peopleAreAway) throw new Error('away');
          return { users: portal?.users.get(String(tenantId)) ?? [] };
        },
        'invitation-link': ({ params }) => ({
          url: `https://portal.example/accept?token=secret-${params['invitationId']}&x=1`,
          token: `secret-${params['invitationId']}`,
          expiresAt: '2030-01-01T00:00:00.000Z',
          status: portal?.invitations.get(String(params['invitationId'])) ?? 'open',
        }),
      },
    });
    portal = new Portal(outside, booted);
    return portal;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.outside.stop();
  }

  /** A tenant with an owner, an admin and a member whose addresses nobody else has. */
  tenant(): Tenant {
    const id = newId();
    const user = (role: string): TenantUser => {
      const userId = newId();
      return { userId, email: `${role}.${userId}@acme.example`, name: `The ${role}`, role, status: 'active' };
    };
    const [owner, admin, member] = [user('owner'), user('admin'), user('member')];
    this.users.set(id, [owner, admin, member]);
    return { id, owner, admin, member };
  }

  as(tenant: Tenant, user: TenantUser): Promise<TestClient> {
    return this.service.as(userOf(tenant.id, user.role as 'owner', user.userId));
  }

  // biome-ignore lint/suspicious/noExplicitAny: specs look into answers of any shape
  async get(tenant: Tenant, user: TenantUser, path: string): Promise<any> {
    const { status, body } = await (await this.as(tenant, user)).get(path);
    if (status !== 200) throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Waits until a user has a notice whose title contains `title`. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  notice(tenant: Tenant, user: TenantUser, title: string, state = 'all'): Promise<any> {
    return eventually(async () =>
      (await this.notices(tenant, user, state)).find((notice) => notice.title.includes(title)),
    );
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  async notices(tenant: Tenant, user: TenantUser, state = 'all'): Promise<any[]> {
    return (await this.get(tenant, user, `/v1/notifications?state=${state}`)).items;
  }

  /** Waits until nothing is left to be done now. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const rows = await this.service.sql<{ due: string }>('SELECT count(*) AS due FROM timers WHERE due_at <= now()');
      return rows[0]?.due === '0';
    });
  }

  mailsTo(user: { email: string }, subject = '') {
    return this.outside.mailbox.find({ to: user.email, subject });
  }
}

export const at = (): string => new Date().toISOString();
