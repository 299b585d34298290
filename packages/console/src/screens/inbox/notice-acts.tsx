import { Button } from '../../ui/button.js';
import type { Notice } from './inbox-facts.js';
import { useNoticeActs } from './use-notice-acts.js';

/** What settles an unread notification: reading it, or to say that one has seen to it. */
export function NoticeActs({ notice: { id, title, state, mustAcknowledge } }: { notice: Notice }) {
  const { read, acknowledge } = useNoticeActs();
  if (state !== 'unread') return null;
  if (mustAcknowledge) {
    return (
      <Button
        className="h-7 px-2"
        aria-label={`Acknowledge: ${title}`}
        busy={acknowledge.isPending}
        onClick={() => acknowledge.mutate(id)}
      >
        Acknowledge
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      className="h-7 px-2"
      aria-label={`Mark as read: ${title}`}
      busy={read.isPending}
      onClick={() => read.mutate(id)}
    >
      Mark as read
    </Button>
  );
}
