import { Link, useParams } from '@tanstack/react-router';
import { LogOut, Search } from 'lucide-react';
import { type SignedInUser, session } from '../session/session.js';
import { Button } from '../ui/button.js';
import { Mark } from './mark.js';
import { openPalette } from './palette-state.js';
import { isOpenTo, type Place, platformPlaces, tenantPlaces } from './places.js';
import { TenantName } from './tenant-name.js';
import { ThemeButton } from './theme-button.js';

export function Sidebar({ user }: { user: SignedInUser }) {
  const { tenantId } = useParams({ strict: false });
  const inside = tenantId ?? user.tenantId;
  return (
    <header className="flex h-full flex-col">
      <div className="flex h-12 items-center gap-2 px-4">
        <Mark />
        <span className="font-semibold">Console</span>
        <div className="ml-auto">
          <Button look="quiet" icon={<Search />} aria-label="Search and go (Ctrl K)" onClick={openPalette} />
        </div>
      </div>
      <nav aria-label="Screens" className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {user.kind === 'operator' && <Places heading="Platform" places={platformPlaces} />}
        {inside && (
          <Places
            heading={<TenantName tenantId={inside} />}
            places={tenantPlaces.filter((place) => isOpenTo(place, user))}
            tenantId={inside}
          />
        )}
      </nav>
      <footer className="flex items-center gap-1 border-t px-3 py-2">
        <Link to="/account" title="Your account" className="min-w-0 flex-1 hover:underline">
          <span className="block truncate text-[13px] font-medium">{user.name}</span>
          <span className="block truncate text-xs text-faint">{user.role ?? user.kind}</span>
        </Link>
        <ThemeButton />
        <Button look="quiet" icon={<LogOut />} aria-label="Sign out" onClick={() => void session.signOut()} />
      </footer>
    </header>
  );
}

interface PlacesProps {
  readonly heading: React.ReactNode;
  readonly places: readonly Place[];
  readonly tenantId?: string;
}

function Places({ heading, places, tenantId }: PlacesProps) {
  return (
    <div className="mt-3">
      <p className="truncate px-2 pb-1 text-xs font-medium text-faint">{heading}</p>
      <ul className="flex flex-col gap-px">
        {places.map(({ label, icon: Icon, to, Beside }) => (
          <li key={to}>
            <Link
              to={to}
              params={tenantId ? { tenantId } : {}}
              className="flex h-8 items-center gap-2.5 rounded-md px-2 text-[13px] text-muted hover:bg-sunken hover:text-ink"
              activeProps={{ className: 'bg-accent-soft !text-accent font-medium' }}
            >
              <Icon className="size-4 shrink-0" aria-hidden />
              <span className="truncate">{label}</span>
              {Beside && tenantId && <Beside tenantId={tenantId} />}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
