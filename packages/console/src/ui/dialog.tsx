import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.js';
import { classNames } from './class-names.js';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
}

/** The browser's own modal dialog: it keeps the focus, closes by Escape and gives the focus back. */
export function Dialog({ title, onClose, children, footer, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser itself would take what comes first, which is the button that closes.
    shown?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        'w-[calc(100vw-2rem)] rounded-xl border bg-raised p-0 shadow-2xl',
        wide ? 'max-w-3xl' : 'max-w-lg',
      )}
    >
      <header className="flex items-center justify-between border-b px-5 py-3">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        <Button look="quiet" icon={<X />} aria-label="Close" onClick={onClose} />
      </header>
      <div className="max-h-[70vh] overflow-auto px-5 py-4">{children}</div>
      {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
    </dialog>
  );
}
