import { LockKeyhole } from 'lucide-react';
import { Page } from './page.js';

/** In place of what somebody may not see: what would open it. */
export function Closed({ permission }: { permission: string }) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-14 text-center">
      <LockKeyhole className="size-6 text-faint" aria-hidden />
      <p className="font-medium">You do not have access</p>
      <p className="max-w-md text-muted">
        This needs the permission <span className="font-mono text-xs">{permission}</span>. An administrator can grant
        it, or you can request a role that has it under Access, Requests.
      </p>
    </div>
  );
}

export function ClosedPage({ title, permission }: { title: string; permission: string }) {
  return (
    <Page title={title}>
      <Closed permission={permission} />
    </Page>
  );
}
