export type { Bounce } from './bounce.js';
export { type Refusal, readAnswer } from './read-answer.js';
export { readBounces } from './read-bounces.js';
export { isHard, type Reason, reasons } from './reasons.js';
export type { Command } from './smtp-answer.js';
