import { Download } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { useAct } from '../../ui/use-act.js';

/** Hands every contact over as a CSV file. */
export function ExportContacts() {
  const tenantApi = useApi();
  const may = useMay('contacts:export');
  const download = useAct(
    async () => {
      const asked = tenantApi.GET('/v1/contacts/export', { parseAs: 'stream' });
      await answered(asked);
      const { response } = await asked;
      save(await response.blob(), 'contacts.csv');
    },
    { done: 'The file with all contacts is there.' },
  );
  if (!may) return null;
  return (
    <Button icon={<Download />} busy={download.isPending} onClick={() => download.mutate(undefined)}>
      Export
    </Button>
  );
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
