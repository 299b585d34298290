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
  const undo = useAct(() => answered(tenantApi.POST('/v1/merges/{id}/undo', { params: { path: { id: merge.id } } })), {
    refresh: [
      ['merges', tenantId],
      ['contacts', tenantId],
      ['duplicates', tenantId],
    ],
    quiet: true,
  });
  if (undo.data) return <UndoneReport undone={undo.data} onClose={onClose} />;
  return (
    <Confirm
      title="Undo this merge?"
      action="Undo"
      onClose={onClose}
      onConfirm={() => undo.mutateAsync(undefined)}
      onDone={() => undefined}
    >
      The merged contacts are restored with their ids. The survivor loses what the merge added; later edits stay.
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
      title="Merge undone"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {' '}
          Done{' '}
        </Button>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-[13px]">
        <li>Restored: {restored.map(({ displayName }) => displayName).join(', ')}.</li>
        {kept.length > 0 && (
          <li>
            Edited since, so kept on {survivor.displayName}: {kept.join(', ')}.
          </li>
        )}
        {lostAddresses.length > 0 && <li>Now used by another contact: {lostAddresses.join(', ')}.</li>}
      </ul>
    </Dialog>
  );
}
