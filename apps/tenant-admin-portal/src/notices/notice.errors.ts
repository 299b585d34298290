import { defineProblem } from '@crm/platform';

export const NoSuchNotice = defineProblem('no-such-notification', 404, 'There is no such notification');
export const NothingToAcknowledge = defineProblem(
  'nothing-to-acknowledge',
  409,
  'This notification does not ask to be acknowledged',
);
