import { defineProblem } from '@crm/platform';

export const SegmentNotFound = defineProblem('segment-not-found', 404, 'There is no such segment');
export const SegmentExists = defineProblem('segment-exists', 409, 'A segment with this name exists');
