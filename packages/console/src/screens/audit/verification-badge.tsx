import { useQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Badge } from '../../ui/badge.js';
import { count } from '../../ui/numbers.js';
import { Proof } from './proof.js';

/** Whether the log is what was written, checked when the screen is opened; a click shows what was checked. */
export function VerificationBadge() {
  const tenantApi = useApi();
  const [open, setOpen] = useState(false);
  const verification = useQuery({
    queryKey: ['audit', useTenantId(), 'verify'],
    queryFn: () => answered(tenantApi.GET('/v1/audit/verify')),
    staleTime: 60_000,
  });
  const { data } = verification;
  if (verification.isPending) return <Badge>Verifying …</Badge>;
  if (!data) return <Badge tone="warn">Could not be verified</Badge>;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} aria-label={`${said(data)}. Show the proof`}>
        <Badge tone={data.ok ? 'good' : 'bad'}>
          {data.ok ? <ShieldCheck className="size-3.5" /> : <ShieldAlert className="size-3.5" />}
          {said(data)}
        </Badge>
      </button>
      {open && (
        <Proof
          verification={data}
          checkedAt={verification.dataUpdatedAt}
          busy={verification.isFetching}
          onAgain={() => void verification.refetch()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

const said = ({ ok, entries, brokenAt }: { ok: boolean; entries: number; brokenAt?: number }): string =>
  ok ? `Verified, ${count(entries)} entries` : `Broken at entry ${count(brokenAt ?? 0)}`;
