import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { shortId } from '../../ui/copy-text.js';
import { useEntry } from './use-entry.js';

const first = 10;

/** What an alert is about, in sentences that lead to their entries. */
export function AlertEntries({ ids }: { ids: readonly string[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className="flex flex-col gap-1.5 text-[13px]">
        {(all ? ids : ids.slice(0, first)).map((id) => (
          <AlertEntry key={id} id={id} />
        ))}
      </ul>
      {!all && ids.length > first && (
        <Button look="quiet" className="mt-2" onClick={() => setAll(true)}>
          {ids.length - first} more
        </Button>
      )}
    </>
  );
}

function AlertEntry({ id }: { id: string }) {
  const tenantId = useTenantId();
  const { data } = useEntry(id);
  return (
    <li>
      <Link
        to="/t/$tenantId/audit"
        params={{ tenantId }}
        search={{ entry: id }}
        className="text-accent hover:underline"
      >
        {data?.sentence ?? `Entry ${shortId(id)}`}
      </Link>
    </li>
  );
}
