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

/** What befell a delivery before it was handled or given up, and what operators did: acts are never changed. */
class KeepHistory1700000000004 implements MigrationInterface {
  readonly name = 'KeepHistory1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox ADD COLUMN history jsonb');
    await runner.query(`
      CREATE TABLE operator_act (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        act text NOT NULL CHECK (act IN ('replay', 'discard')),
        ids jsonb NOT NULL,
        filter jsonb,
        reason text,
        outcome jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_change_of_operator_act() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'What operators did is never changed.';
      END $$`);
    await runner.query(`
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON operator_act
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_operator_act()`);
    await runner.query(`
      CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON operator_act
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_operator_act()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_act');
    await runner.query('DROP FUNCTION refuse_change_of_operator_act');
    await runner.query('ALTER TABLE inbox DROP COLUMN history');
  }
}

/** What follows from one request is found together, in every service that has said any of it. */
class FindCorrelations1700000000005 implements MigrationInterface {
  readonly name = 'FindCorrelations1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN correlation_id text');
    // Ids are plain, and an event's attributes stand before its data.
    await runner.query(`
      UPDATE outbox SET correlation_id = coalesce(
        headers->>'cloudEvents_correlationid',
        substring(convert_from(body, 'UTF8') FROM '"correlationid":"([A-Za-z0-9._:-]+)"'))`);
    await runner.query('CREATE INDEX outbox_by_correlation ON outbox (correlation_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN correlation_id');
  }
}

export const messagingMigrations: readonly MigrationClass[] = [
  CreateMessaging1700000000001,
  AddOutboxHeaders1700000000002,
  IndexKeptDeliveries1700000000003,
  KeepHistory1700000000004,
  FindCorrelations1700000000005,
];
