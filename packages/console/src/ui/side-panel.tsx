import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button.js';
import { classNames } from './class-names.js';

interface SidePanelProps {
  readonly title: string;
  /** What kind of thing it is, for those who do not see where it stands; the title says it as well unless told. */
  readonly label?: string;
  /** For what stands beside a picture. */
  readonly slim?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a selected row is about, beside its list; on small screens it covers the list. Escape closes it. */
export function SidePanel({ title, label = title, slim = false, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Escape in a dialog that was opened from here closes that one alone.
    if (event.key === 'Escape' && event.target instanceof Element && !event.target.closest('dialog')) onClose();
  };
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      className={classNames(
        'flex w-full flex-col border-l bg-surface outline-none max-lg:fixed max-lg:inset-0 max-lg:z-20 lg:shrink-0',
        slim ? 'lg:w-80' : 'lg:w-[440px]',
      )}
    >
      <header className="flex items-center gap-2 border-b px-4 py-1.5 md:px-5">
        <h2 className="min-w-0 flex-1 truncate text-[13px] font-semibold">{title}</h2>
        <Button look="quiet" icon={<X />} aria-label="Close" onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
    </aside>
  );
}

/** A list, and beside it what is selected in it. */
export function Split({ children, panel }: { children: ReactNode; panel?: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1">
      <div className="min-h-0 min-w-0 flex-1">{children}</div>
      {panel}
    </div>
  );
}

/** A part of a side panel. */
export function PanelPart({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b px-4 py-4 last:border-b-0 md:px-5">
      {(title || actions) && (
        <div className="mb-2.5 flex min-h-6 items-center gap-2">
          <h3 className="text-xs font-medium text-faint">{title}</h3>
          <div className="ml-auto flex items-center gap-2">{actions}</div>
        </div>
      )}
      {children}
    </section>
  );
}
