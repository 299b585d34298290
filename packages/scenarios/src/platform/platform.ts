import { randomBytes } from 'node:crypto';
import { ask, Refused } from './http.js';
import { Outside } from './outside.js';
import { Session } from './session.js';

export interface PlatformAt {
  readonly gatewayUrl: string;
  readonly outsideUrl: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Of the broker, where the stories started it themselves: to put something on a queue that no service would. */
  readonly managementUrl?: string;
}

export interface Person {
  readonly email: string;
  readonly password: string;
  readonly userId: string;
  readonly session: Session;
}

export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly owner: Person;
}

/** A running platform, seen from outside: its gateway, and the world's mailboxes and webhook receivers. */
export class Platform {
  readonly outside: Outside;
  private operatorSession: Promise<Session> | undefined;

  constructor(readonly at: PlatformAt) {
    this.outside = new Outside(at.outsideUrl);
  }

  /** From the variables that `npm start` and `npm run scenarios` set. */
  static fromEnvironment(env: Record<string, string | undefined> = process.env): Platform {
    const need = (name: string): string => {
      const value = env[name];
      if (!value) throw new Error(`Set ${name}; "npm run scenarios" does it.`);
      return value;
    };
    const managementUrl = env['MANAGEMENT_URL'];
    return new Platform({
      gatewayUrl: need('GATEWAY_URL'),
      outsideUrl: need('OUTSIDE_URL'),
      operator: { email: need('OPERATOR_EMAIL'), password: need('OPERATOR_PASSWORD') },
      ...(managementUrl ? { managementUrl } : {}),
    });
  }

  operator(): Promise<Session> {
    const { gatewayUrl, operator } = this.at;
    this.operatorSession ??= Session.signIn(gatewayUrl, operator.email, operator.password);
    return this.operatorSession;
  }

  /** Signs a tenant up and signs its owner in through the mail that he gets. */
  async newTenant(name: string, plan = 'growth'): Promise<Tenant> {
    const slug = uniqueSlug(name);
    const email = `owner@${slug}.example`;
    const body = { name, slug, plan, owner: { email, name: `${name}'s owner` }, timeZone: 'Europe/Berlin' };
    const tenant = await (await this.operator()).post('/v1/tenants', body);
    return { id: tenant.id, slug, owner: await this.acceptInvitation(email, tenant.id) };
  }

  /** Follows the link in the newest invitation mail, sets a password and signs in. */
  async acceptInvitation(email: string, tenantId: string): Promise<Person> {
    const mail = await this.outside.mailTo(email, 'invit');
    const link = mail.links.find((address) => address.includes('token='));
    if (!link) throw new Error(`The invitation mail to ${email} has no link: ${mail.text}`);
    const token = new URL(link).searchParams.get('token');
    const password = `correct horse ${randomBytes(6).toString('hex')}`;
    const path = '/v1/auth/accept-invitation';
    const { status, body } = await ask(this.at.gatewayUrl, 'POST', path, { body: { token, password } });
    if (status >= 400) throw new Refused('POST', path, status, body);
    const session = await Session.signIn(this.at.gatewayUrl, email, password, tenantId);
    const me = await session.get('/v1/users/me');
    return { email, password, userId: me.id, session };
  }

  /** Invites a person as `inviter` and lets her accept. */
  async join(tenant: Tenant, name: string, role: string, inviter: Session = tenant.owner.session): Promise<Person> {
    const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}@${tenant.slug}.example`;
    await inviter.post('/v1/invitations', { email, name, role });
    return this.acceptInvitation(email, tenant.id);
  }
}

/** Slugs are unique for ever, also over several runs against one platform. */
export function uniqueSlug(name: string): string {
  return `${name.toLowerCase().replaceAll(/\W+/g, '-')}-${randomBytes(4).toString('hex')}`;
}
