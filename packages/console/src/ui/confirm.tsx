import { type ReactNode, useState } from 'react';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { TextArea } from './field.js';
import { Notice } from './states.js';

interface ConfirmProps {
  readonly title: string;
  /** What follows from it, before it is done. */
  readonly children: ReactNode;
  readonly action: string;
  readonly danger?: boolean;
  /** Asks why; the act gets what is written. */
  readonly withReason?: boolean;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  /** It has succeeded; it closes unless something else follows. */
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** Asks before an act, and shows why it was refused. It closes when the act has succeeded. */
export function Confirm(props: ConfirmProps) {
  const { title, children, action, danger, withReason, onConfirm, onClose, onDone = onClose } = props;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const act = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm(reason.trim());
      onDone();
    } catch (failed) {
      setError(failed);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={withReason === true && reason.trim().length < 3}
            onClick={() => void act()}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="text-muted">{children}</div>
        {withReason && <TextArea label="Reason" value={reason} onChange={setReason} rows={3} />}
        {error !== undefined && <Notice error={error} />}
      </div>
    </Dialog>
  );
}
