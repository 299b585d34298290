import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { shortId } from '../../ui/copy-text.js';
import { Dialog } from '../../ui/dialog.js';
import { StateBadge } from '../../ui/state-badge.js';
import { shortType } from '../traces/trace-model.js';
import { type Group, listsOf } from './dead-letters.js';

type Outcomes = components['schemas']['Outcomes']['outcomes'];

interface GroupActProps {
  readonly act: 'replay' | 'discard';
  readonly group: Group;
  /** None of its letters is dead any more. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One act on a whole group. When there are more letters meanwhile, or fewer, nothing is done. Then the outcome of each. */
export function GroupAct({ act, group, onDone, onClose }: GroupActProps) {
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<Outcomes>();
  const performed = useRef(false);
  const { service, type, count } = group;
  const filter = { type, ...(group.reason === null ? {} : { reason: group.reason }) };
  const perform = async (reason: string): Promise<void> => {
    const params = { path: { service } };
    const body = { filter, expectedCount: count };
    const done = await (act === 'replay'
      ? answered(api.POST('/v1/operations/{service}/dead-letters/replay', { params, body }))
      : answered(api.POST('/v1/operations/{service}/dead-letters/discard', { params, body: { ...body, reason } })));
    performed.current = true;
    setOutcomes(done.outcomes);
    onDone();
    await Promise.all(listsOf(service).map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  if (outcomes) return <OutcomeList act={act} outcomes={outcomes} onClose={onClose} />;
  const what = `${count} ${count === 1 ? 'letter' : 'letters'}`;
  return (
    <Confirm
      title={act === 'replay' ? `Replay ${what}?` : `Discard ${what}?`}
      action={act === 'replay' ? `Replay ${count}` : `Discard ${count}`}
      danger={act === 'discard'}
      withReason={act === 'discard'}
      onConfirm={perform}
      onClose={() => performed.current || onClose()}
    >
      {act === 'replay'
        ? `They are handed to ${service} again, and to nobody else, in order. What fails again comes back here. (${shortType(type)})`
        : `${service} never hears of them. The letters are kept with your reason, but cannot be replayed any more.`}
    </Confirm>
  );
}

function OutcomeList({ act, outcomes, onClose }: { act: string; outcomes: Outcomes; onClose: () => void }) {
  return (
    <Dialog
      title={act === 'replay' ? 'Replayed' : 'Discarded'}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className="divide-y">
        {outcomes.map(({ id, outcome }) => (
          <li key={id} className="flex items-center gap-3 py-1.5 text-[13px]">
            <code className="flex-1 text-xs">{shortId(id)}</code>
            <StateBadge state={outcome} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
