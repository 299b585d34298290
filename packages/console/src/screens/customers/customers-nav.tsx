import { useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Sections } from '../../ui/sections.js';

export function CustomersNav() {
  const tenantId = useTenantId();
  const mayImport = useMay('imports:read');
  return (
    <Sections
      label="Customers"
      params={{ tenantId }}
      sections={[
        { label: 'Contacts', to: '/t/$tenantId/customers', exact: true },
        { label: 'Duplicates', to: '/t/$tenantId/customers/duplicates' },
        { label: 'Merges', to: '/t/$tenantId/customers/merges' },
        ...(mayImport ? [{ label: 'Imports', to: '/t/$tenantId/customers/imports' } as const] : []),
      ]}
    />
  );
}
