import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { CopyText, shortId } from '../../ui/copy-text.js';
import { count } from '../../ui/numbers.js';
import { Failure, SkeletonLines } from '../../ui/states.js';
import { Moment } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';

/** Signed statements of where the log stood, newest first. */
export function Checkpoints() {
  const tenantApi = useApi();
  const { rows, loading, error, onRetry, onEnd } = usePages(['audit', useTenantId(), 'checkpoints'], (cursor) =>
    answered(tenantApi.GET('/v1/audit/checkpoints', { params: { query: { cursor, limit: 20 } } })),
  );
  if (loading) return <SkeletonLines lines={3} />;
  if (error) return <Failure error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <p className="text-[13px] text-muted">None yet.</p>;
  return (
    <>
      <ol className="divide-y rounded-md border">
        {rows.map(({ id, position, cause, at, hash, signature, keyId }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-[13px]">
            <span className="basis-56">
              <span className="font-medium">Entry {count(position)}</span>
              <span className="text-faint"> · {cause}</span>
              <span className="block text-xs text-faint">
                <Moment at={at} />
              </span>
            </span>
            <span className="flex flex-wrap gap-x-4 gap-y-1">
              <Named name="Hash" text={hash} />
              <Named name="Signature" text={signature} />
              <Named name="Key" text={keyId} />
            </span>
          </li>
        ))}
      </ol>
      {onEnd && (
        <Button look="quiet" className="mt-2" onClick={onEnd}>
          Show older
        </Button>
      )}
    </>
  );
}

function Named({ name, text }: { name: string; text: string }) {
  return (
    <span>
      <span className="block text-xs text-faint">{name}</span>
      <CopyText text={text} shown={shortId(text)} />
    </span>
  );
}
