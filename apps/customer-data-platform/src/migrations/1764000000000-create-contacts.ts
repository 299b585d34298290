import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContacts1764000000000 implements MigrationInterface {
  readonly name = 'CreateContacts1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE contact (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        given_name text,
        family_name text,
        display_name text NOT NULL,
        emails jsonb NOT NULL,
        phones jsonb NOT NULL,
        company text,
        job_title text,
        owner_id uuid,
        attributes jsonb NOT NULL,
        changed_at jsonb NOT NULL,
        source text NOT NULL,
        import_id uuid,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`,
      'CREATE INDEX contact_by_tenant ON contact (tenant_id, id)',
      'CREATE INDEX contact_by_company ON contact (tenant_id, company)',
      'CREATE INDEX contact_by_owner ON contact (tenant_id, owner_id) WHERE owner_id IS NOT NULL',
      'CREATE INDEX contact_by_import ON contact (tenant_id, import_id) WHERE import_id IS NOT NULL',
      ...tenantOwned('contact'),
      // Compared byte by byte, so that the index serves the search for beginnings.
      `CREATE TABLE contact_key (
        tenant_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('word', 'email', 'mailbox', 'phone', 'name', 'sound', 'company')),
        key text COLLATE "C" NOT NULL,
        contact_id uuid NOT NULL,
        PRIMARY KEY (tenant_id, kind, key, contact_id)
      )`,
      "CREATE UNIQUE INDEX contact_key_email ON contact_key (tenant_id, key) WHERE kind = 'email'",
      'CREATE INDEX contact_key_by_contact ON contact_key (contact_id)',
      ...tenantOwned('contact_key'),
      `CREATE TABLE contact_redirect (
        contact_id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        survivor_id uuid NOT NULL,
        merge_id uuid NOT NULL
      )`,
      'CREATE INDEX contact_redirect_by_survivor ON contact_redirect (survivor_id)',
      'CREATE INDEX contact_redirect_by_merge ON contact_redirect (merge_id)',
      ...tenantOwned('contact_redirect'),
      `CREATE TABLE timeline_entry (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        kind text NOT NULL,
        summary text NOT NULL,
        fields jsonb NOT NULL,
        actor text NOT NULL,
        at timestamptz NOT NULL
      )`,
      'CREATE INDEX timeline_entry_by_contact ON timeline_entry (contact_id, id)',
      ...tenantOwned('timeline_entry'),
      `CREATE TABLE bounced_address (
        tenant_id uuid NOT NULL,
        address text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, address)
      )`,
      ...tenantOwned('bounced_address'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['bounced_address', 'timeline_entry', 'contact_redirect', 'contact_key', 'contact']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
