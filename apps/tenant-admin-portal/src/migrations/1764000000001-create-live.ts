import type { MigrationInterface, QueryRunner } from 'typeorm';

/** None of these tables holds anything of a tenant's: samples are numbers, and a ticket is found by its hash alone. */
export class CreateLive1764000000001 implements MigrationInterface {
  readonly name = 'CreateLive1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX feed_entry_ending_streams');
    for (const table of ['stream_ticket', 'live_sample', 'live_head']) await runner.query(`DROP TABLE ${table}`);
  }
}

const statements = [
  `CREATE TABLE live_head (
    id boolean PRIMARY KEY CHECK (id),
    position bigint NOT NULL,
    watched_until timestamptz NOT NULL
  )`,
  "INSERT INTO live_head (id, position, watched_until) VALUES (true, 0, 'epoch')",
  `CREATE TABLE live_sample (
    position bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    delta jsonb NOT NULL,
    "full" jsonb
  )`,
  'CREATE INDEX live_sample_at ON live_sample (at)',
  'CREATE INDEX live_sample_whole ON live_sample (position) WHERE "full" IS NOT NULL',
  `CREATE TABLE stream_ticket (
    hash bytea PRIMARY KEY,
    stream text NOT NULL CHECK (stream IN ('feed', 'live')),
    caller jsonb NOT NULL,
    feed_position bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  'CREATE INDEX stream_ticket_expiry ON stream_ticket (expires_at)',
  `CREATE INDEX feed_entry_ending_streams ON feed_entry (tenant_id, position) WHERE type IN (
    'crm.user.deactivated.v1', 'crm.user-role.changed.v1', 'crm.permission-policy.changed.v1', 'crm.tenant.suspended.v1')`,
];
