import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { Closed } from '../../ui/closed.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';

/** What is seen of access, one view a tab. Those without a permission are for everybody: about oneself. */
const views = [
  { value: 'users', label: 'Users', permission: 'users:read' },
  { value: 'invitations', label: 'Invitations', permission: 'users:read' },
  { value: 'roles', label: 'Roles', permission: 'roles:read' },
  { value: 'permissions', label: 'Permissions', permission: 'roles:read' },
  { value: 'why', label: 'Check access', permission: undefined },
  { value: 'requests', label: 'Requests', permission: undefined },
  { value: 'containments', label: 'Containments', permission: 'access:review' },
  { value: 'bindings', label: 'Bindings', permission: 'access:review' },
] as const;

type View = (typeof views)[number]['value'];

interface AccessPageProps {
  readonly view: View;
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  /** As in Page: the content is a table. */
  readonly filled?: boolean;
  readonly children: ReactNode;
}

export function AccessPage({ view, filters, actions, filled = true, children }: AccessPageProps) {
  const tenantId = useTenantId();
  const user = useUser();
  const navigate = useNavigate();
  const may = (permission: string | undefined): boolean =>
    permission === undefined || user.kind === 'operator' || user.permissions.includes(permission);
  const needed = views.find(({ value }) => value === view)?.permission;
  const open = may(needed);
  return (
    <Page
      title="Access"
      filled={filled}
      actions={open && actions}
      bar={
        <>
          <Tabs
            label="Access views"
            value={view}
            choices={views.filter(({ permission }) => may(permission))}
            onChange={(next) => navigate({ to: `/t/$tenantId/access/${next}`, params: { tenantId } })}
          />
          {open && filters && <div className="flex flex-wrap items-center gap-2 md:ml-auto">{filters}</div>}
        </>
      }
    >
      {open || needed === undefined ? children : <Closed permission={needed} />}
    </Page>
  );
}
