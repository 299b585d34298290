/**
 * SQL that closes a table to everything outside the current tenant, for migrations.
 *
 * Row-level security is forced, so that it binds the table's owner too. Rows are visible and writable only while
 * `app.tenant_id` is set to their `tenant_id`; with nothing set, none are.
 */
export function tenantOwned(table: string): string[] {
  const tenant = "nullif(current_setting('app.tenant_id', true), '')::uuid";
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant_isolation ON ${table} USING (tenant_id = ${tenant}) WITH CHECK (tenant_id = ${tenant})`,
  ];
}
