/** Where sealed texts lie: a column, and the one beside it that holds the owner's id, which is bound to the text. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly owner: 'id' | 'tenant_id';
}

export const ofTenants: readonly SealedColumn[] = [
  { table: 'delivery_settings', column: 'first_secret', owner: 'tenant_id' },
  { table: 'webhook_endpoint', column: 'secret', owner: 'id' },
  { table: 'webhook_endpoint', column: 'previous_secret', owner: 'id' },
  { table: 'auth_client', column: 'client_secret', owner: 'id' },
  { table: 'secret', column: 'value', owner: 'id' },
];

export const aboveTenants: readonly SealedColumn[] = [{ table: 'platform_endpoint', column: 'secret', owner: 'id' }];
