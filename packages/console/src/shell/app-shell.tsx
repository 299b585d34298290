import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { classNames } from '../ui/class-names.js';
import { CommandPalette } from './command-palette.js';
import { Mark } from './mark.js';
import { Sidebar } from './sidebar.js';

/** What stands around every screen: navigation at the side, on small screens behind a button. */
export function AppShell() {
  const state = useSession();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const signedOut = state.status === 'signed-out';
  useEffect(() => {
    if (signedOut) void router.navigate({ to: '/sign-in', search: { to: router.state.location.href } });
  }, [signedOut, router]);
  useEffect(() => setOpen(false), [pathname]);
  if (state.status !== 'signed-in') return null;
  return (
    <div className="flex h-full">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">
        Skip to content
      </a>
      <div
        className={classNames(
          'fixed inset-y-0 left-0 z-30 w-60 border-r bg-ground transition-transform md:static md:translate-x-0',
          open ? 'translate-x-0' : '-translate-x-full max-md:invisible',
        )}
      >
        <Sidebar user={state.user} />
      </div>
      {open && (
        <button
          type="button"
          aria-label="Close the menu"
          onClick={() => setOpen(false)}
          className="fixed inset-0 z-20 bg-black/40 md:hidden"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-11 items-center gap-2 border-b bg-surface px-2 md:hidden">
          <Button look="quiet" icon={<Menu />} aria-label="Menu" aria-expanded={open} onClick={() => setOpen(true)} />
          <Mark />
        </div>
        <main id="content" className="min-h-0 flex-1">
          <Outlet />
        </main>
      </div>
      <CommandPalette user={state.user} />
    </div>
  );
}
