import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Closed } from '../../ui/closed.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';

interface MailPageProps {
  readonly view: 'log' | 'suppressions';
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function MailPage({ view, filters, actions, children }: MailPageProps) {
  const tenantId = useTenantId();
  const navigate = useNavigate();
  const open = useMay('mail:read');
  return (
    <Page
      title="Mail"
      filled
      actions={actions}
      bar={
        <>
          <Tabs
            label="Mail views"
            value={view}
            choices={[
              { value: 'log', label: 'Log' },
              { value: 'suppressions', label: 'Suppressed' },
            ]}
            onChange={(next) =>
              navigate({
                to: next === 'log' ? '/t/$tenantId/mail' : '/t/$tenantId/mail/suppressions',
                params: { tenantId },
              })
            }
          />
          {open && filters && <div className="flex flex-wrap items-center gap-2 md:ml-auto">{filters}</div>}
        </>
      }
    >
      {open ? children : <Closed permission="mail:read" />}
    </Page>
  );
}
