import { useNavigate, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/problem.js';
import { session } from '../../session/session.js';
import { useSession } from '../../session/use-session.js';
import { Mark } from '../../shell/mark.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/states.js';
import { signInRoute } from './sign-in.routes.js';

interface Membership {
  readonly tenantId: string;
  readonly role: string;
  readonly name: string;
}

export function SignInScreen() {
  const { to } = signInRoute.useSearch();
  const state = useSession();
  const router = useRouter();
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [memberships, setMemberships] = useState<readonly Membership[]>([]);

  const enter = async (tenantId?: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await session.signIn({ email: email.trim(), password, ...(tenantId ? { tenantId } : {}) });
      // Only ever to a place of our own: what stands in the URL is not ours to trust.
      if (to?.startsWith('/') && !to.startsWith('//')) router.history.push(`/console${to.replace(/^\/console/, '')}`);
      else await navigate({ to: '/' });
    } catch (failed) {
      const { code, problem } = failureOf(failed);
      if (code === 'choose-tenant') setMemberships(problem['tenants'] as Membership[]);
      else setError(failed);
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void enter();
  };

  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Mark />
          <h1 className="text-lg font-semibold">Sign in</h1>
        </div>
        {memberships.length > 0 ? (
          <div className="flex flex-col gap-2 rounded-xl border bg-surface p-5">
            <p className="mb-1 text-muted">You belong to several tenants. Choose one.</p>
            {memberships.map(({ tenantId, role, name }) => (
              <Button key={tenantId} busy={busy} onClick={() => void enter(tenantId)}>
                {name} · {role} · …{tenantId.slice(-6)}
              </Button>
            ))}
          </div>
        ) : (
          <form onSubmit={onSubmit} className="flex flex-col gap-4 rounded-xl border bg-surface p-5">
            {state.status === 'signed-out' && state.notice && <p className="text-[13px] text-muted">{state.notice}</p>}
            <TextField
              label="E-mail"
              type="email"
              autoComplete="username"
              autoFocus
              required
              value={email}
              onChange={setEmail}
            />
            <TextField
              label="Password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={setPassword}
            />
            {error !== undefined && <Notice error={error} />}
            <Button type="submit" look="primary" busy={busy}>
              Sign in
            </Button>
          </form>
        )}
      </div>
    </main>
  );
}
