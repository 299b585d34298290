import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/dialog.js';
import { useAct } from '../../ui/use-act.js';
import type { Merge } from './merges.screen.js';

type Undone = components['schemas']['UndoneView'];

/** Takes a merge back, and says what did not come back as it was. */
export function UndoMerge({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [undone, setUndone] = useState<Undone>();
  const undo = useAct(() => answered(tenantApi.POST('/v1/merges/{id}/undo', { params: { path: { id: merge.id } } })), {
    refresh: [
      ['merges', tenantId],
      ['contacts', tenantId],
      ['duplicates', tenantId],
    ],
    quiet: true,
  });
  if (undone) return <UndoneReport undone={undone} onClose={onClose} />;
  return (
    <Confirm
      title="Undo this merge?"
      action="Undo"
      onClose={() => undefined}
      onConfirm={async () => setUndone(await undo.mutateAsync(undefined))}
    >
      The contacts come back with their ids and as they were. The survivor loses what the merge gave it; what was edited
      since stays.
    </Confirm>
  );
}

function UndoneReport({
  undone: { survivor, restored, kept, lostAddresses },
  onClose,
}: {
  undone: Undone;
  onClose: () => void;
}) {
  return (
    <Dialog
      title="The merge is undone"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Good
        </Button>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-[13px]">
        <li>Back again: {restored.map(({ displayName }) => displayName).join(', ')}.</li>
        {kept.length > 0 && (
          <li>
            Edited since, and so kept on {survivor.displayName}: {kept.join(', ')}.
          </li>
        )}
        {lostAddresses.length > 0 && <li>Of another contact by now: {lostAddresses.join(', ')}.</li>}
      </ul>
    </Dialog>
  );
}
