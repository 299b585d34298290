import { defineProblem } from '@crm/platform';

export const NoSuchMail = defineProblem('no-such-mail', 404, 'There is no such mail');
export const NotSuppressed = defineProblem('not-suppressed', 404, 'This address is not on the suppression list');

export const NotOurBounce = defineProblem('not-our-bounce', 403, 'This is not proved to be a bounce of a mail of ours');
export const NotABounce = defineProblem('not-a-bounce', 422, 'This says of nobody that a mail did not reach them');
export const BounceOfAnother = defineProblem(
  'bounce-of-another',
  422,
  'This speaks of other recipients than the one that was mailed',
);
export const UnsignedEvents = defineProblem('unsigned-events', 401, 'The events are not signed, or not lately');
