/**
 * SQL that makes a table's rows immutable, twice: every role but the owner loses the right to change them, and a trigger
 * refuses it to the owner and to whoever is given the right again.
 */
export function appendOnly(table: string): string[] {
  return [
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table}
       FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    `CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ${table}
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
    `DO $$
     DECLARE grantee_name text;
     BEGIN
       FOR grantee_name IN
         SELECT DISTINCT grantee FROM information_schema.role_table_grants
         WHERE table_schema = current_schema() AND table_name = '${table}'
           AND grantee NOT IN (current_user, 'PUBLIC')
       LOOP
         EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM %I', grantee_name);
       END LOOP;
     END $$`,
  ];
}

export const refuseChange = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$`;
