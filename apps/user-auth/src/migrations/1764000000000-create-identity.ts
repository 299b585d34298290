import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity1764000000000 implements MigrationInterface {
  readonly name = 'CreateIdentity1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...aboveTenants, ...people, ...sessions];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      ...['tenant_policy', 'refresh_token', 'session', 'invitation', '"user"'],
      ...['sign_in_failure', 'token_cutoff', 'directory_entry', 'link_key', 'signing_key', 'operator'],
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}

/** These stand above tenants, and so outside of row-level security. */
const aboveTenants = [
  `CREATE TABLE operator (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    public_jwk jsonb NOT NULL,
    private_jwk jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz
  )`,
  `CREATE TABLE link_key (
    id integer PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL
  )`,
  `CREATE TABLE directory_entry (
    email text NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (email, tenant_id)
  )`,
  `CREATE TABLE token_cutoff (
    id uuid PRIMARY KEY,
    scope text NOT NULL CHECK (scope IN ('tenant', 'user', 'session')),
    subject_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    not_before timestamptz NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`,
  'CREATE INDEX token_cutoff_created_at ON token_cutoff (created_at)',
  `CREATE TABLE sign_in_failure (
    address_hash bytea PRIMARY KEY,
    failures integer NOT NULL,
    blocked_until timestamptz NOT NULL,
    last_at timestamptz NOT NULL
  )`,
  'CREATE INDEX sign_in_failure_last_at ON sign_in_failure (last_at)',
];

const people = [
  `CREATE TABLE "user" (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    status text NOT NULL CHECK (status IN ('invited', 'active', 'deactivated', 'lapsed')),
    password_hash text,
    created_at timestamptz NOT NULL,
    activated_at timestamptz,
    deactivated_at timestamptz,
    deactivation_reason text,
    version integer NOT NULL
  )`,
  `CREATE UNIQUE INDEX user_one_per_address ON "user" (tenant_id, email) WHERE status IN ('invited', 'active')`,
  'CREATE INDEX user_by_tenant ON "user" (tenant_id, id)',
  ...tenantOwned('"user"'),
  `CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL UNIQUE REFERENCES "user" (id),
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'accepted', 'revoked', 'expired')),
    nonce bytea NOT NULL,
    invited_by text NOT NULL,
    for_owner boolean NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    closed_at timestamptz,
    version integer NOT NULL
  )`,
  `CREATE UNIQUE INDEX invitation_one_owner ON invitation (tenant_id)
    WHERE for_owner AND status IN ('open', 'accepted')`,
  'CREATE INDEX invitation_by_tenant ON invitation (tenant_id, id)',
  ...tenantOwned('invitation'),
];

const sessions = [
  `CREATE TABLE session (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('user', 'operator')),
    subject_id uuid NOT NULL,
    user_agent text,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text
  )`,
  'CREATE INDEX session_by_subject ON session (tenant_id, subject_id, id)',
  ...tenantOwned('session'),
  `CREATE TABLE refresh_token (
    hash bytea PRIMARY KEY,
    tenant_id uuid NOT NULL,
    session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    rotated_at timestamptz,
    successor_nonce bytea
  )`,
  'CREATE INDEX refresh_token_by_session ON refresh_token (session_id)',
  ...tenantOwned('refresh_token'),
  `CREATE TABLE tenant_policy (
    tenant_id uuid PRIMARY KEY,
    policy_revision integer NOT NULL,
    change text NOT NULL,
    target text NOT NULL,
    changed_at timestamptz NOT NULL,
    stale_before timestamptz NOT NULL,
    affected_user_ids jsonb NOT NULL
  )`,
  ...tenantOwned('tenant_policy'),
];
