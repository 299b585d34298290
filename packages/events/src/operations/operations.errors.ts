import { defineProblem } from '@crm/platform';

export const NoSuchDeadLetter = defineProblem('no-such-dead-letter', 404, 'There is no such dead letter');
export const NotDead = defineProblem('not-dead', 409, 'The delivery is no dead letter any more');
export const EventKnown = defineProblem('event-known', 409, 'An event with this id was heard before');
export const CountDiffers = defineProblem('count-differs', 409, 'There are more or fewer dead letters than expected');
export const InvalidEvent = defineProblem('invalid-event', 422, 'The event would be given up again');
