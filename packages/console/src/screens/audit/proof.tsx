import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { Button } from '../../ui/button.js';
import { CopyText } from '../../ui/copy-text.js';
import { Dialog } from '../../ui/dialog.js';
import { JsonView } from '../../ui/json-view.js';
import { count } from '../../ui/numbers.js';
import { Facts } from '../../ui/page.js';
import { Moment } from '../../ui/time.js';
import type { Verification } from './audit-facts.js';
import { Checkpoints } from './checkpoints.js';

interface ProofProps {
  readonly verification: Verification;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** In words what the service found, by the reason that it gives. */
const faults: Readonly<Record<NonNullable<Verification['reason']>, string>> = {
  'entry-changed': 'An entry was changed.',
  'entry-missing': 'An entry was deleted.',
  'entry-inserted': 'An entry was inserted.',
  'head-changed': 'The end of the log was changed.',
  'log-missing': 'The log is missing.',
  'checkpoint-mismatch': 'A signed checkpoint does not match.',
  'checkpoint-forged': 'A checkpoint has a signature that is not ours.',
  'checkpoint-key-unknown': 'A checkpoint was signed with an unknown key.',
};

export function Proof({ verification, checkedAt, busy, onAgain, onClose }: ProofProps) {
  const tenantApi = useApi();
  const tenantId = useTenantId();
  const { ok, entries, first, head, checkpoints, reason, brokenAt } = verification;
  const key = useQuery({
    queryKey: ['audit', tenantId, 'key'],
    queryFn: () => answered(tenantApi.GET('/v1/audit/checkpoints/key')),
  });
  return (
    <Dialog
      title={ok ? 'The log is intact' : 'The log was changed'}
      wide
      onClose={onClose}
      footer={
        <Button busy={busy} onClick={onAgain}>
          Verify again
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-muted">
          Every entry carries a SHA-256 hash over its content (canonical JSON, RFC 8785) and the hash of the entry
          before it; signed checkpoints fix where the log stood. The export contains everything needed to verify it
          elsewhere.
        </p>
        <Facts
          facts={[
            ...(reason ? [['Found', `${faults[reason]} Entry ${count(brokenAt ?? 0)}.`] as const] : []),
            ['Entries checked', count(entries)],
            ...(first ? [['First hash', <CopyText key="first" text={first} />] as const] : []),
            ['Last hash', <CopyText key="head" text={head} />],
            ['Checked at', <Moment key="at" at={new Date(checkedAt).toISOString()} />],
          ]}
        />
        <section>
          <h3 className="mb-2 text-xs font-medium text-faint">{count(checkpoints)} signed checkpoints</h3>
          <Checkpoints />
        </section>
        <section>
          <h3 className="mb-2 text-xs font-medium text-faint">Public key of the signatures (Ed25519)</h3>
          {!key.isSuccess && <Awaited query={key} lines={2} />}
          {key.data && <JsonView value={key.data} />}
        </section>
      </div>
    </Dialog>
  );
}
