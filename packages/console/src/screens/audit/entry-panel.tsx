import { ActorName } from '../../people/actor-name.js';
import { TraceLink } from '../../routes/trace-link.js';
import { Awaited } from '../../ui/awaited.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { CopyText, shortId } from '../../ui/copy-text.js';
import { JsonView } from '../../ui/json-view.js';
import { Facts } from '../../ui/page.js';
import { PanelPart, SidePanel } from '../../ui/side-panel.js';
import { Moment } from '../../ui/time.js';
import { useEntry } from './use-entry.js';

interface EntryPanelProps {
  readonly id: string;
  readonly onClose: () => void;
  /** Where the list can be narrowed to it. */
  readonly onActor?: (actor: string) => void;
  readonly onTarget?: (target: string) => void;
}

/** One entry: what happened, what it came from, and where it stands in the chain. */
export function EntryPanel({ id, onClose, onActor, onTarget }: EntryPanelProps) {
  const entry = useEntry(id);
  if (!entry.data) {
    return (
      <SidePanel title="Entry" onClose={onClose}>
        <Awaited query={entry} />
      </SidePanel>
    );
  }
  const { sentence, at, actor, target, type, detail, position, hash, previousHash } = entry.data;
  const { eventId, correlationId, receivedAt, afterSeal } = entry.data;
  return (
    <SidePanel title={`Entry ${position}`} onClose={onClose}>
      <PanelPart>
        <p className="text-[15px] font-medium">{sentence}</p>
        {afterSeal && <Badge tone="warn">added after the log was sealed</Badge>}
        <div className="mt-3 flex flex-wrap gap-2">
          <TraceLink correlationId={correlationId} />
          {onActor && <Button onClick={() => onActor(actor)}>Everything by them</Button>}
          {onTarget && <Button onClick={() => onTarget(`${target.kind}:${target.id}`)}>Everything about this</Button>}
        </div>
      </PanelPart>
      <PanelPart title="Entry">
        <Facts
          facts={[
            ['Who', <ActorName key="who" actor={actor} />],
            ['Target', <CopyText key="about" text={target.id} shown={`${target.kind} ${shortId(target.id)}`} />],
            ['When', <Moment key="at" at={at} />],
            ['Received', <Moment key="received" at={receivedAt} />],
          ]}
        />
      </PanelPart>
      <PanelPart title="Cause">
        <Facts
          facts={[
            [
              'Event',
              <span key="type" className="font-mono text-xs">
                {type}
              </span>,
            ],
            ['Event id', <CopyText key="event" text={eventId} />],
            ['Correlation', <CopyText key="correlation" text={correlationId} />],
          ]}
        />
      </PanelPart>
      <PanelPart title="Hash chain">
        <Facts
          facts={[
            ['Hash', <CopyText key="hash" text={hash} />],
            ['Previous hash', <CopyText key="previous" text={previousHash} />],
          ]}
        />
      </PanelPart>
      <PanelPart title="Detail">
        <JsonView value={detail} />
      </PanelPart>
    </SidePanel>
  );
}
