import { count } from '../../ui/numbers.js';
import { Stat } from '../../ui/page.js';
import { Notice } from '../../ui/states.js';
import type { ContactImport, Import } from './import-views.js';

/** An import in numbers, and why it failed if it did. */
export function ImportStats({ about, contacts }: { about: Import; contacts: ContactImport | undefined }) {
  const failure = about.failure ?? contacts?.error;
  return (
    <>
      {failure && <Notice>{failure}</Notice>}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        <Stat label="Rows" value={count(about.totalRows)} />
        <Stat label="Rejected" value={count(about.rejectedRows)} />
        {contacts ? (
          <>
            <Stat label="Created" value={count(contacts.counts.created)} />
            <Stat label="Updated" value={count(contacts.counts.updated)} />
            <Stat label="Merged" value={count(contacts.counts.merged)} />
            <Stat label="Invalid" value={count(contacts.counts.invalid)} />
          </>
        ) : (
          <Stat label={about.dryRun ? 'Would be accepted' : 'Accepted'} value={count(about.acceptedRows)} />
        )}
      </div>
    </>
  );
}
