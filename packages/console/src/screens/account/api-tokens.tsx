import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/page.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useAct } from '../../ui/use-act.js';
import { usePages } from '../../ui/use-pages.js';
import { NewApiToken } from './new-api-token.js';

type ApiToken = components['schemas']['ApiTokenView'];

/** Tokens of the reader's own programs. */
export function ApiTokens() {
  const [creating, setCreating] = useState(false);
  const { rows, loading, error, onRetry, onEnd } = usePages(['api-tokens'], (cursor) =>
    answered(api.GET('/v1/api-tokens', { params: { query: { cursor, limit: 50 } } })),
  );
  return (
    <Panel
      title="API tokens"
      flush
      actions={
        <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
          New token
        </Button>
      }
    >
      {loading ? (
        <SkeletonLines lines={3} />
      ) : error ? (
        <Failure error={error} onRetry={onRetry} />
      ) : rows.length === 0 ? (
        <Empty title="You have no API tokens">
          A token lets a program act in your name, within the scopes you choose.
        </Empty>
      ) : (
        <ul className="divide-y">
          {rows.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      {onEnd && (
        <Button look="quiet" className="m-2" onClick={onEnd}>
          Show older
        </Button>
      )}
      {creating && <NewApiToken onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function TokenRow({ token: { id, name, prefix, lastFour, scopes, expiresAt, lastUsedAt } }: { token: ApiToken }) {
  const [asked, setAsked] = useState(false);
  const revoke = useAct(() => answered(api.DELETE('/v1/api-tokens/{id}', { params: { path: { id } } })), {
    done: `Token ${name} revoked.`,
    refresh: [['api-tokens']],
    quiet: true,
  });
  const expired = new Date(expiresAt) < new Date();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-[13px]">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate font-mono text-xs text-faint">
          {prefix}…{lastFour}
        </p>
      </div>
      <p className="min-w-0 flex-1 basis-48 truncate text-xs text-muted" title={scopes.join(', ')}>
        {scopes.join(', ')}
      </p>
      <p className="text-xs text-faint">
        {lastUsedAt ? (
          <>
            used <Time at={lastUsedAt} />
          </>
        ) : (
          'never used'
        )}
        {expired ? ', expired ' : ', expires '}
        <Time at={expiresAt} />
      </p>
      <Button aria-label={`Revoke ${name}`} onClick={() => setAsked(true)}>
        Revoke
      </Button>
      {asked && (
        <Confirm
          title={`Revoke ${name}?`}
          action="Revoke"
          danger
          onClose={() => setAsked(false)}
          onConfirm={() => revoke.mutateAsync(undefined)}
        >
          Programs that use it are refused within ten seconds. This cannot be undone.
        </Confirm>
      )}
    </li>
  );
}
