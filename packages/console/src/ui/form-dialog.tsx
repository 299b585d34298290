import { type FormEvent, type ReactNode, useId } from 'react';
import type { RequestFailed } from '../api/problem.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Notice } from './states.js';

interface FormDialogProps {
  readonly title: string;
  /** What the form does, as its button says it. */
  readonly action: string;
  readonly busy: boolean;
  /** The form cannot be sent as it is. */
  readonly disabled?: boolean;
  /** Why it was refused, shown below the fields; each field shows its own. */
  readonly failure: RequestFailed | undefined;
  readonly onSubmit: () => unknown;
  readonly onClose: () => void;
  readonly wide?: boolean;
  /** Beside the buttons: a sum, a way back. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter sends it, and what is refused stays in sight with its reason. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, busy, disabled, failure, onSubmit, onClose, wide, aside, children } = props;
  const formId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      {...(wide ? { wide } : {})}
      footer={
        <>
          {aside}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={busy} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {children}
        {failure && <Notice error={failure} />}
      </form>
    </Dialog>
  );
}
