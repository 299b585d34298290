import { classNames } from '../../ui/class-names.js';
import type { Column } from '../../ui/data-table.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import type { Notice } from './inbox-facts.js';
import { NoticeActs } from './notice-acts.js';

export const noticeColumns: readonly Column<Notice>[] = [
  {
    id: 'title',
    header: 'Notification',
    width: 'minmax(150px, 4fr)',
    cell: ({ title, text, state }) => (
      <span className="flex items-center gap-2.5">
        <span
          role="img"
          aria-label={state}
          className={classNames('size-2 shrink-0 rounded-full', state === 'unread' && 'bg-accent')}
        />
        <span className="truncate" title={title}>
          <span className={state === 'unread' ? 'font-semibold' : 'text-muted'}>{title}</span>
          <span className="text-faint max-md:hidden"> {text}</span>
        </span>
      </span>
    ),
  },
  { id: 'topic', header: 'Topic', width: '88px', wideOnly: true, cell: ({ topic }) => topic },
  { id: 'severity', header: 'Severity', width: '80px', cell: ({ severity }) => <StateBadge state={severity} /> },
  { id: 'at', header: 'When', width: '110px', wideOnly: true, cell: ({ updatedAt }) => <Time at={updatedAt} /> },
  {
    id: 'acts',
    header: <span className="sr-only">Actions</span>,
    width: '118px',
    align: 'end',
    wideOnly: true,
    cell: (notice) => <NoticeActs notice={notice} />,
  },
];
