import { Download } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { saveFile } from '../../ui/save-file.js';
import { useAct } from '../../ui/use-act.js';

/** Hands every contact over as a CSV file. */
export function ExportContacts() {
  const tenantApi = useApi();
  const may = useMay('contacts:export');
  const download = useAct(async () => {
    const contacts: Blob = await answered(tenantApi.GET('/v1/contacts/export', { parseAs: 'blob' }));
    saveFile(contacts, 'contacts.csv');
  });
  if (!may) return null;
  return (
    <Button icon={<Download />} busy={download.isPending} onClick={() => download.mutate(undefined)}>
      Export
    </Button>
  );
}
