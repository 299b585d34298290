import { defineProblem } from '@crm/platform';

export const MergeNotFound = defineProblem('merge-not-found', 404, 'There is no such merge');
export const MergeAlreadyUndone = defineProblem('merge-already-undone', 409, 'The merge is already undone');
/** `mergeId` names the merge that has to be undone first. */
export const LaterMergeStands = defineProblem('later-merge-stands', 409, 'A later merge stands on this one');
