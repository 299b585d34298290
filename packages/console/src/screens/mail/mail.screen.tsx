import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { SearchBox } from '../../ui/search-box.js';
import { Split } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { mailRoute } from './mail.routes.js';
import { type Mail, mailStates } from './mail-facts.js';
import { MailPage } from './mail-page.js';
import { MailPanel } from './mail-panel.js';

export function MailScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { state, to, mail } = mailRoute.useSearch();
  const navigate = useNavigate({ from: mailRoute.fullPath });
  const mails = usePages(['mail', tenantId, { state, to }], (cursor) =>
    answered(tenantApi.GET('/v1/mail', { params: { query: { state, recipient: to, cursor, limit: 100 } } })),
  );
  return (
    <MailPage
      view="log"
      filters={
        <>
          <SearchBox
            label="Recipient (full address)"
            value={to ?? ''}
            onChange={(text) =>
              navigate({ search: (old) => ({ ...old, to: text.trim() || undefined }), replace: true })
            }
          />
          <FilterSelect
            label="State"
            value={state}
            choices={choicesOf(mailStates)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, state: value }) })}
          />
        </>
      }
    >
      <Split
        panel={
          mail && (
            <MailPanel
              key={mail}
              id={mail}
              onClose={() => navigate({ search: (old) => ({ ...old, mail: undefined }) })}
            />
          )
        }
      >
        <DataTable
          label="Mails"
          columns={columns}
          compact={mail !== undefined}
          rowKey={({ id }) => id}
          selectedKey={mail}
          onOpen={({ id }) => navigate({ search: (old) => ({ ...old, mail: id }) })}
          empty={
            <Empty title={state || to ? 'No mail matches' : 'No mail yet'}>
              Invitations, notifications and digests appear here with the server's response.
            </Empty>
          }
          {...mails}
        />
      </Split>
    </MailPage>
  );
}

const columns: readonly Column<Mail>[] = [
  {
    id: 'to',
    header: 'To',
    width: 'minmax(150px, 1.4fr)',
    cell: ({ recipient }) => <span title={recipient}>{recipient}</span>,
  },
  {
    id: 'subject',
    header: 'Subject',
    width: 'minmax(160px, 2.4fr)',
    wideOnly: true,
    cell: ({ subject }) => <span title={subject}>{subject}</span>,
  },
  { id: 'kind', header: 'Kind', width: '88px', wideOnly: true, cell: ({ kind }) => kind },
  { id: 'state', header: 'State', width: '92px', cell: ({ state }) => <StateBadge state={state} /> },
  {
    id: 'attempts',
    header: 'Attempts',
    width: '72px',
    align: 'end',
    wideOnly: true,
    cell: ({ attempts }) => attempts,
  },
  { id: 'at', header: 'Queued', width: '110px', wideOnly: true, cell: ({ queuedAt }) => <Time at={queuedAt} /> },
];
