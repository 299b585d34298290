import { useTenantId } from '../../routes/roots.js';
import { Sections } from '../../ui/sections.js';

export function WorkflowsNav() {
  return (
    <Sections
      label="Workflows"
      params={{ tenantId: useTenantId() }}
      sections={[
        { label: 'Definitions', to: '/t/$tenantId/workflows', exact: true },
        { label: 'Runs', to: '/t/$tenantId/workflows/runs' },
      ]}
    />
  );
}
