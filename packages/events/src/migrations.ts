import type { MigrationClass } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the mechanism; they hold rows of all tenants and are never shown to one. */
class CreateMessaging1700000000001 implements MigrationInterface {
  readonly name = 'CreateMessaging1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        exchange text NOT NULL,
        routing_key text NOT NULL,
        partition_key text NOT NULL,
        tenant_id uuid NOT NULL,
        content_type text NOT NULL,
        body bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        last_error text
      )`);
    await runner.query('CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL');
    await runner.query('CREATE INDEX outbox_by_type ON outbox (routing_key, position)');
    await runner.query('CREATE INDEX outbox_published_at ON outbox (published_at) WHERE published_at IS NOT NULL');
    await runner.query(`
      CREATE TABLE event_sequences (
        partition_key text PRIMARY KEY,
        last bigint NOT NULL
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE inbox (
        event_id uuid PRIMARY KEY,
        type text NOT NULL,
        tenant_id uuid,
        partition_key text NOT NULL,
        status text NOT NULL CHECK (status IN ('handled', 'parked', 'dead', 'discarded')),
        arrived bigint GENERATED ALWAYS AS IDENTITY,
        received_at timestamptz NOT NULL DEFAULT now(),
        handled_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        reason text,
        error text,
        body bytea,
        headers jsonb
      )`);
    await runner.query("CREATE INDEX inbox_parked ON inbox (partition_key, arrived) WHERE status = 'parked'");
    await runner.query("CREATE INDEX inbox_retry ON inbox (retry_at) WHERE status = 'parked'");
    await runner.query("CREATE INDEX inbox_dead ON inbox (event_id) WHERE status = 'dead'");
    await runner.query("CREATE INDEX inbox_handled_at ON inbox (handled_at) WHERE status = 'handled'");
    await runner.query(`
      CREATE TABLE timers (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL,
        tenant_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        payload jsonb NOT NULL,
        context jsonb NOT NULL,
        lease uuid,
        leased_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        UNIQUE (kind, key)
      )`);
    await runner.query('CREATE INDEX timers_due ON timers (due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['timers', 'inbox', 'event_sequences', 'outbox']) await runner.query(`DROP TABLE ${table}`);
  }
}

/** Service events carry their CloudEvents attributes beside the body. */
class AddOutboxHeaders1700000000002 implements MigrationInterface {
  readonly name = 'AddOutboxHeaders1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN headers jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN headers');
  }
}

/** Dead letters are grouped, counted and paged by type and reason; whoever looks on asks twice a second. */
class IndexKeptDeliveries1700000000003 implements MigrationInterface {
  readonly name = 'IndexKeptDeliveries1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX inbox_parked_by_type ON inbox (type) WHERE status = 'parked'");
    await runner.query("CREATE INDEX inbox_dead_by_type ON inbox (type, reason) WHERE status = 'dead'");
    await runner.query("CREATE INDEX inbox_dead_arrived ON inbox (arrived) WHERE status = 'dead'");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['inbox_dead_arrived', 'inbox_dead_by_type', 'inbox_parked_by_type'])
      await runner.query(`DROP INDEX ${index}`);
  }
}

export const messagingMigrations: readonly MigrationClass[] = [
  CreateMessaging1700000000001,
  AddOutboxHeaders1700000000002,
  IndexKeptDeliveries1700000000003,
];
