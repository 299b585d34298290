import { useTenantId } from '../../routes/roots.js';
import { Sections } from '../../ui/sections.js';

export function WebhooksNav() {
  return (
    <Sections
      label="Webhooks"
      params={{ tenantId: useTenantId() }}
      sections={[
        { label: 'Endpoints', to: '/t/$tenantId/webhooks', exact: true },
        { label: 'Messages', to: '/t/$tenantId/webhooks/messages' },
        { label: 'Delivery', to: '/t/$tenantId/webhooks/delivery' },
      ]}
    />
  );
}
