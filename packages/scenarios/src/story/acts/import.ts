import { BulkImportCompleted } from '@crm/events';
import type { Cast } from '../cast.js';
import { contactsCsv } from '../contacts-csv.js';
import type { Story } from '../story.js';

/** A thousand contacts come from a file with the errors that such files have. */
export async function importContacts(story: Story, { tenant }: Pick<Cast, 'tenant'>): Promise<void> {
  const owner = tenant.owner.session;
  story.chapter('A thousand contacts are imported');
  const workflow = await owner.post('/v1/workflows', {
    name: 'Tell about imports',
    trigger: { event: 'bulk-import.completed' },
    steps: [{ kind: 'call', action: 'notify', title: 'An import is done', text: 'Have a look at its rows.' }],
  });
  await owner.post(`/v1/workflows/${workflow.id}/activate`);
  const file = contactsCsv({ rows: 1_000, seed: 20_261_122, domain: `${tenant.slug}.example` });
  const started = await owner.post('/v1/imports?kind=contacts&fileName=contacts.csv', file.csv, {
    'content-type': 'text/csv',
  });
  await story.see(
    BulkImportCompleted,
    'customer-data-platform',
    'every row is a contact, an update, or invalid with its reason',
    async () => {
      const { status, counts } = await owner.get(`/v1/contact-imports/${started.id}`);
      return (
        status === 'completed' &&
        counts.created + counts.updated + counts.merged + counts.invalid === started.acceptedRows
      );
    },
  );
  await story.see(BulkImportCompleted, 'tenant-admin-portal', 'who started it is told the counts', async () => {
    const notices = await owner.get('/v1/notifications?limit=200');
    return notices.items.some((notice: object) => JSON.stringify(notice).includes(started.id));
  });
  await story.see(BulkImportCompleted, 'workflow-engine', 'one run for the import, with its counts', async () => {
    const runs = await owner.get(`/v1/workflow-runs?workflowId=${workflow.id}`);
    return runs.items.length === 1;
  });
  await story.see(BulkImportCompleted, 'audit-trail', 'an entry that is linked to the report of the rows', async () => {
    const entries = await owner.get(`/v1/audit/entries?type=${BulkImportCompleted.type}`);
    return entries.items.some((entry: { target: { id: string } }) => entry.target.id === started.id);
  });
}
