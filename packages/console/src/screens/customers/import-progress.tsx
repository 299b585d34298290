import { count } from '../../ui/numbers.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import type { ContactImport, Import } from './import-views.js';

/** The file is still being read, or its users are being invited. */
export const isUnderWay = ({ status }: Import): boolean => status === 'receiving' || status === 'inviting';

/** How far an import has come: the reading of the file, then what is made of its rows. */
export function ImportProgress({ about, contacts }: { about: Import; contacts: ContactImport | undefined }) {
  if (isUnderWay(about)) {
    const word = about.status === 'receiving' ? 'read' : 'of its users are being invited';
    return <ProgressBar label={`${count(about.totalRows)} rows ${word}`} />;
  }
  if (!contacts) return <ProgressBar label="Waiting for the rows to reach the contacts" />;
  const { doneRows, acceptedRows } = contacts;
  return (
    <ProgressBar
      label={`${count(doneRows)} of ${count(acceptedRows)} rows processed`}
      value={doneRows}
      most={acceptedRows}
    />
  );
}
