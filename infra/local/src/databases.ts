import pg from 'pg';
import { newPassword } from './private-files.js';

/** The passwords of one service's two database roles. */
export interface DatabasePasswords {
  owner: string;
  app: string;
}

export interface DatabaseUrls {
  /** Runs migrations; owns the database and everything in it. */
  ownerUrl: string;
  /** What the service itself uses: reads and writes rows, owns nothing, cannot bypass row-level security. */
  appUrl: string;
}

/** Adds passwords for services that have none yet; known ones stay. */
export function databasePasswords<S extends string>(
  services: readonly S[],
  known: Partial<Record<string, DatabasePasswords>> = {},
): Record<S, DatabasePasswords> {
  const entries = services.map((name) => [name, known[name] ?? { owner: newPassword(), app: newPassword() }]);
  return Object.fromEntries(entries) as Record<S, DatabasePasswords>;
}

/** `customer-health` is `crm_customer_health`. */
export function databaseName(service: string, prefix = 'crm'): string {
  return `${prefix}_${service.replaceAll('-', '_')}`;
}

/**
 * One database with an owner role and an application role for each service, on any PostgreSQL 15 to 18. Idempotent:
 * what exists is kept, passwords and grants are set again. `adminUrl` must be allowed to create roles and databases.
 */
export async function provisionDatabases<S extends string>(
  adminUrl: string,
  services: readonly S[],
  passwords: Record<S, DatabasePasswords>,
  options: { databasePrefix?: string } = {},
): Promise<Record<S, DatabaseUrls>> {
  const result: Partial<Record<S, DatabaseUrls>> = {};
  await connected(adminUrl, async (admin) => {
    for (const service of services) {
      const name = databaseName(service, options.databasePrefix);
      await createRolesAndDatabase(admin, name, passwords[service]);
      result[service] = {
        ownerUrl: urlFor(adminUrl, name, `${name}_owner`, passwords[service].owner),
        appUrl: urlFor(adminUrl, name, `${name}_app`, passwords[service].app),
      };
    }
  });
  for (const service of services) {
    const name = databaseName(service, options.databasePrefix);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    await connected(url.href, (inside) => inside.query(grants(name)));
  }
  return result as Record<S, DatabaseUrls>;
}

/**
 * The grants alone, by the owner itself: for servers whose operator makes roles and databases. Idempotent; both roles and
 * the database must exist.
 */
export async function grantApplication(ownerUrl: string): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1);
  await connected(ownerUrl, (owner) => owner.query(grants(name)));
}

async function createRolesAndDatabase(admin: pg.Client, name: string, passwords: DatabasePasswords): Promise<void> {
  for (const [role, password] of [
    [`${name}_owner`, passwords.owner],
    [`${name}_app`, passwords.app],
  ] as const) {
    const known = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
    const verb = known.rowCount ? 'alter' : 'create';
    const rights = verb === 'create' ? 'nosuperuser nobypassrls nocreatedb nocreaterole' : '';
    await admin.query(`${verb} role ${quoted(role)} login ${rights} password ${pg.escapeLiteral(password)}`);
  }
  const known = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rowCount) return;
  const { rows } = await admin.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  // Only a member of the owner may hand a database over to it, unless it is superuser.
  if (!rows[0]?.rolsuper) await admin.query(`grant ${quoted(`${name}_owner`)} to current_user`);
  await admin.query(`create database ${quoted(name)} owner ${quoted(`${name}_owner`)}`);
}

/** Default privileges belong to the owner: tables of later migrations are covered too. */
function grants(name: string): string {
  const [database, owner, app] = [quoted(name), quoted(`${name}_owner`), quoted(`${name}_app`)];
  const defaults = `alter default privileges for role ${owner} in schema public grant`;
  return `
    revoke all on database ${database} from public;
    grant connect on database ${database} to ${app};
    alter schema public owner to ${owner};
    revoke all on schema public from public;
    grant usage on schema public to ${app};
    ${defaults} select, insert, update, delete on tables to ${app};
    ${defaults} usage on sequences to ${app};`;
}

function urlFor(adminUrl: string, database: string, user: string, password: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  url.username = user;
  url.password = password;
  return url.href;
}

function quoted(identifier: string): string {
  return pg.escapeIdentifier(identifier);
}

async function connected<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
