import { Link } from '@tanstack/react-router';
import type { RequestFailed } from '../../api/problem.js';
import { buttonClass } from '../../ui/button.js';

/** Why a link opens nothing any more, and what to do then. */
const words: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  'invitation-expired': {
    title: 'This invitation has expired',
    text: 'Its link was valid for seven days. Ask whoever invited you to send it again.',
  },
  'invitation-closed': {
    title: 'This invitation is no longer valid',
    text: 'It was accepted already, or revoked. If you accepted it, sign in.',
  },
  'invalid-invitation-token': {
    title: 'This link is not valid',
    text: 'It may be incomplete, or there is a newer one. Open the link in the newest mail.',
  },
};

export const isClosedDoor = ({ code }: RequestFailed): boolean => code in words;

/** @param code the problem's, or nothing when there was no token at all */
export function ClosedDoor({ code }: { code?: string }) {
  const { title, text } = words[code ?? ''] ?? {
    title: 'Open the link in your invitation',
    text: 'This page opens from the link in your invitation mail. Open it again from there.',
  };
  return (
    <div role="alert" className="flex flex-col gap-4 rounded-xl border bg-surface p-5">
      <div>
        <p className="font-medium">{title}</p>
        <p className="mt-1 text-muted">{text}</p>
      </div>
      <Link to="/sign-in" className={buttonClass()}>
        Go to sign in
      </Link>
    </div>
  );
}
