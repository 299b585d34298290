import { useNavigate, useParams } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { LogOut } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type SignedInUser, session } from '../session/session.js';
import { useKnownTenants } from './known-tenants.js';
import { closePalette, onPalette, openPalette, paletteIsOpen } from './palette-state.js';
import { isOpenTo, type Place, platformPlaces, tenantPlaces } from './places.js';

const itemClass =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-[13px] data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent';
const headingClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint';

/** Ctrl K: everywhere by a few letters. */
export function CommandPalette({ user }: { user: SignedInUser }) {
  const open = useSyncExternalStore(onPalette, paletteIsOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      openPalette();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return open ? <Palette user={user} /> : null;
}

function Palette({ user }: { user: SignedInUser }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const { tenantId = user.tenantId } = useParams({ strict: false });
  const tenants = useKnownTenants(user.kind === 'operator');
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector('input')?.focus();
    return () => shown?.close();
  }, []);
  const go = (act: () => unknown) => (): void => {
    closePalette();
    act();
  };
  const item = (place: Place, inside?: string) => (
    <Command.Item
      key={place.to + (inside ?? '')}
      value={`${place.label} ${inside ? 'tenant' : 'platform'}`}
      onSelect={go(() => navigate({ to: place.to, params: inside ? { tenantId: inside } : {} }))}
      className={itemClass}
    >
      <place.icon className="size-4" aria-hidden />
      {place.label}
    </Command.Item>
  );
  return (
    <dialog
      ref={dialog}
      aria-label="Search and go"
      onCancel={closePalette}
      onClick={(event) => event.target === event.currentTarget && closePalette()}
      onKeyDown={(event) => event.key === 'Escape' && closePalette()}
      className="mt-[12vh] w-[calc(100vw-2rem)] max-w-xl rounded-xl border bg-raised p-0 shadow-2xl"
    >
      <Command label="Search and go" loop>
        <Command.Input
          placeholder="Search for a page or a tenant"
          className="h-12 w-full border-b bg-transparent px-4 text-[15px] outline-none placeholder:text-faint"
        />
        <Command.List className="max-h-[50vh] overflow-auto p-2">
          <Command.Empty className="px-2.5 py-6 text-center text-muted">No results.</Command.Empty>
          {user.kind === 'operator' && (
            <Command.Group heading="Platform" className={headingClass}>
              {platformPlaces.map((place) => item(place))}
            </Command.Group>
          )}
          {tenantId && (
            <Command.Group heading="This tenant" className={headingClass}>
              {tenantPlaces.filter((place) => isOpenTo(place, user)).map((place) => item(place, tenantId))}
            </Command.Group>
          )}
          {tenants.length > 0 && (
            <Command.Group heading="Tenants" className={headingClass}>
              {tenants.map(({ id, name, slug }) => (
                <Command.Item
                  key={id}
                  value={`${name} ${slug} ${id}`}
                  onSelect={go(() => navigate({ to: '/tenants/$id', params: { id } }))}
                  className={itemClass}
                >
                  {name} <span className="text-faint">{slug}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Session" className={headingClass}>
            <Command.Item value="sign out" onSelect={go(() => session.signOut())} className={itemClass}>
              <LogOut className="size-4" aria-hidden />
              Sign out
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </dialog>
  );
}
