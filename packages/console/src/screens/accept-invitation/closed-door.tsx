import { Link } from '@tanstack/react-router';
import type { RequestFailed } from '../../api/problem.js';
import { buttonClass } from '../../ui/button.js';

/** Why a link opens nothing any more, and what to do then. */
const words: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  'invitation-expired': {
    title: 'This invitation has expired',
    text: 'Its link was good for seven days. Ask whoever invited you to send it again.',
  },
  'invitation-closed': {
    title: 'This invitation is not open any more',
    text: 'It was accepted already, or taken back. If it was you who accepted it, sign in.',
  },
  'invalid-invitation-token': {
    title: 'This link is not valid',
    text: 'It may be cut off, or there is a newer one. Open the link of the newest mail.',
  },
};

export const isClosedDoor = ({ code }: RequestFailed): boolean => code in words;

/** @param code the problem's, or nothing when there was no token at all */
export function ClosedDoor({ code }: { code?: string }) {
  const { title, text } = words[code ?? ''] ?? {
    title: 'Open the link of your invitation',
    text: 'This page is reached by the link in the mail that invited you. Open it once more from there.',
  };
  return (
    <div role="alert" className="flex flex-col gap-4 rounded-xl border bg-surface p-5">
      <div>
        <p className="font-medium">{title}</p>
        <p className="mt-1 text-muted">{text}</p>
      </div>
      <Link to="/sign-in" className={buttonClass()}>
        To the sign-in
      </Link>
    </div>
  );
}
