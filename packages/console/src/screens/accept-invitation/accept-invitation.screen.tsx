import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answered, api } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { session } from '../../session/session.js';
import { Mark } from '../../shell/mark.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { ClosedDoor, isClosedDoor } from './closed-door.js';
import { invitationToken } from './invitation-token.js';

export function AcceptInvitationScreen() {
  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2.5">
          <Mark />
          <h1 className="text-lg font-semibold">Welcome</h1>
        </div>
        {invitationToken === null ? <ClosedDoor /> : <Acceptance token={invitationToken} />}
      </div>
    </main>
  );
}

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly tenantId: string;
}

/** Sets the password that somebody who was invited signs in with from now on, and signs in. */
function Acceptance({ token }: { token: string }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  // An invitation is accepted once; should the sign-in after it fail, that alone is tried again.
  const [accepted, setAccepted] = useState<Credentials>();
  const acceptNow = async (): Promise<Credentials> => {
    const body = { token, password, ...(name.trim() ? { name: name.trim() } : {}) };
    const { email, tenantId } = await answered(api.POST('/v1/auth/accept-invitation', { body }));
    const credentials = { email, password, tenantId };
    setAccepted(credentials);
    return credentials;
  };
  const accept = useAct(
    async () => {
      await session.signIn(accepted ?? (await acceptNow()));
      await navigate({ to: '/' });
    },
    { quiet: true },
  );
  const failure = accept.error ? failureOf(accept.error) : undefined;
  if (failure && isClosedDoor(failure)) return <ClosedDoor code={failure.code} />;
  const differs = again !== '' && again !== password;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!differs) accept.mutate(undefined);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4 rounded-xl border bg-surface p-5">
      <p className="text-muted">Choose a name and a password to finish.</p>
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        hint="Leave it empty to keep the name in your invitation."
        value={name}
        onChange={setName}
        error={failure?.fieldError('name')}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 12 characters."
        value={password}
        onChange={setPassword}
        error={failure?.fieldError('password')}
      />
      <TextField
        label="Repeat the password"
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={setAgain}
        error={differs ? 'The passwords do not match.' : undefined}
      />
      {failure && <Notice error={failure} />}
      <Button type="submit" look="primary" busy={accept.isPending}>
        Accept and sign in
      </Button>
    </form>
  );
}
