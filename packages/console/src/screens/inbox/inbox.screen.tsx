import { Link, useNavigate } from '@tanstack/react-router';
import { CheckCheck, SlidersHorizontal } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Closed } from '../../ui/closed.js';
import { DataTable } from '../../ui/data-table.js';
import { Page } from '../../ui/page.js';
import { Split } from '../../ui/side-panel.js';
import { Empty } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { usePages } from '../../ui/use-pages.js';
import { inboxRoute } from './inbox.routes.js';
import { type InboxView, pollMs } from './inbox-facts.js';
import { noticeColumns } from './notice-columns.js';
import { NoticePanel } from './notice-panel.js';
import { useNoticeActs } from './use-notice-acts.js';
import { useNoticeCounts } from './use-notice-counts.js';

export function InboxScreen() {
  const { kind } = useUser();
  const may = useMay('notifications:read');
  if (kind === 'user' && may) return <Inbox />;
  return (
    <Page title="Inbox">
      {may ? (
        <Empty title="Operators have no inbox">A tenant's own people read its notifications here.</Empty>
      ) : (
        <Closed permission="notifications:read" />
      )}
    </Page>
  );
}

const queries = {
  all: { state: 'all' },
  unread: { state: 'unread' },
  urgent: { severity: 'urgent' },
  held: { state: 'held' },
} as const satisfies Record<InboxView, object>;

const empty: Readonly<Record<InboxView, string>> = {
  all: 'No notifications yet',
  unread: 'All caught up',
  urgent: 'Nothing urgent',
  held: 'Nothing held',
};

function Inbox() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { view = 'all', notice } = inboxRoute.useSearch();
  const navigate = useNavigate({ from: inboxRoute.fullPath });
  const counts = useNoticeCounts(tenantId).data;
  const { readAll } = useNoticeActs();
  const notices = usePages(
    ['notices', tenantId, view],
    (cursor) =>
      answered(tenantApi.GET('/v1/notifications', { params: { query: { ...queries[view], cursor, limit: 100 } } })),
    { refetchInterval: pollMs },
  );
  return (
    <Page
      title="Inbox"
      filled
      actions={
        <>
          <Link to="/t/$tenantId/preferences" params={{ tenantId }} className={buttonClass('quiet')}>
            <SlidersHorizontal aria-hidden /> Preferences
          </Link>
          <Button
            icon={<CheckCheck />}
            busy={readAll.isPending}
            disabled={!counts || counts.unread === 0}
            onClick={() => readAll.mutate(undefined)}
          >
            Mark all as read
          </Button>
        </>
      }
      bar={
        <Tabs
          label="Notifications"
          value={view}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread', ...(counts ? { count: counts.unread } : {}) },
            { value: 'urgent', label: 'Urgent', ...(counts ? { count: counts.toAcknowledge } : {}) },
            { value: 'held', label: 'Held', ...(counts ? { count: counts.held } : {}) },
          ]}
          onChange={(next) => navigate({ search: { view: next === 'all' ? undefined : next } })}
        />
      }
    >
      <Split
        panel={
          notice && (
            <NoticePanel
              key={notice}
              id={notice}
              onClose={() => navigate({ search: (old) => ({ ...old, notice: undefined }) })}
            />
          )
        }
      >
        <DataTable
          label="Notifications"
          columns={noticeColumns}
          compact={notice !== undefined}
          rowKey={({ id }) => id}
          selectedKey={notice}
          onOpen={({ id }) => navigate({ search: (old) => ({ ...old, notice: id }) })}
          empty={<Empty title={empty[view]}>Choose what you are notified of, and how, in the preferences.</Empty>}
          {...notices}
        />
      </Split>
    </Page>
  );
}
