import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckField, choicesOf, SelectField } from '../../ui/field.js';
import { bytes } from '../../ui/numbers.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { FilePreview } from './file-preview.js';
import type { Import } from './import-views.js';

interface StartImportProps {
  readonly file: File;
  readonly onStarted: (started: Import) => void;
  readonly onClose: () => void;
}

const kinds = ['contacts', 'users'] as const;

/** A file was chosen: what it holds, whether it is only checked, and off it goes. */
export function StartImport({ file, onStarted, onClose }: StartImportProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [kind, setKind] = useState<Import['kind']>('contacts');
  const [dryRun, setDryRun] = useState(false);
  const [dialog] = useState(newIntention);
  // The same file as something else is another intention.
  const intention = `${dialog}:${kind}:${dryRun}`;
  const start = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/imports', {
          params: { query: { kind, dryRun, fileName: file.name }, header: { 'Idempotency-Key': intention } },
          headers: { 'content-type': 'text/csv' },
          body: file,
          bodySerializer: () => file,
        }),
      ),
    { refresh: [['imports', tenantId]], quiet: true },
  );
  const startNow = async (): Promise<void> => onStarted(await start.mutateAsync(undefined));
  return (
    <Dialog
      title={`Import ${file.name}`}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={start.isPending} onClick={() => void startNow().catch(() => undefined)}>
            {dryRun ? 'Check' : 'Import'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FilePreview file={file} />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField
            label="Rows are"
            value={kind}
            choices={choicesOf(kinds)}
            onChange={setKind}
            hint={
              kind === 'contacts'
                ? 'Requires the column email; others are matched by name.'
                : 'Requires the columns email, name and role. Every row is invited by mail.'
            }
          />
          <CheckField label="Dry run: check only, change nothing" checked={dryRun} onChange={setDryRun} />
        </div>
        {start.isPending && (
          <p role="status" className="text-[13px] text-muted">
            Uploading {bytes(file.size)} …
          </p>
        )}
        {start.error && <Notice error={start.error} />}
      </div>
    </Dialog>
  );
}
