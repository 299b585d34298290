import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Containment } from './access-facts.js';

/** Another administrator than the contained one gives back what was taken. */
export function LiftContainment({ containment: { id, subjectId, summary } }: { containment: Containment }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [asked, setAsked] = useState(false);
  const mayLift = useMay('containments:lift');
  const isMine = useUser().id === subjectId;
  const lift = useAct(
    (note: string) =>
      answered(tenantApi.POST('/v1/containments/{id}/lift', { params: { path: { id } }, body: { note } })),
    {
      done: 'Containment lifted.',
      refresh: [
        ['containments', tenantId],
        ['decision', tenantId],
        ['effective', tenantId],
      ],
      quiet: true,
    },
  );
  if (!mayLift || isMine) return null;
  return (
    <>
      <Button className="h-7 px-2" onClick={() => setAsked(true)}>
        Lift
      </Button>
      {asked && (
        <Confirm
          title="Lift this containment?"
          action="Lift"
          withReason
          onClose={() => setAsked(false)}
          onConfirm={(note) => lift.mutateAsync(note)}
        >
          Placed because: {summary} Their permissions return at once. Your reason stays on record.
        </Confirm>
      )}
    </>
  );
}
