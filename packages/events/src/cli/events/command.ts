import { links, type ServiceName, serviceNames } from '../../links.js';
import { type Output, WrongUsage } from '../program.js';
import { serviceNamed } from '../service-named.js';
import type { Options } from './options.js';

export interface Call {
  /** What stands behind the command's name. */
  readonly operands: readonly string[];
  readonly options: Options;
  readonly output: Output;
}

/** One command of `npm run events`; it answers the exit code. */
export interface Command {
  readonly name: string;
  /** As the usage shows them. */
  readonly operands: string;
  readonly summary: string;
  run(call: Call): Promise<number>;
}

export const consumers: readonly ServiceName[] = serviceNames.filter((name) => links[name].consumes.length > 0);

/** The one service that was named, else all of `services`. */
export function servicesAsked(operands: readonly string[], services: readonly ServiceName[]): readonly ServiceName[] {
  if (operands.length > 1) throw new WrongUsage('At most one service can be named.');
  return operands[0] === undefined ? services : [serviceNamed(operands[0])];
}
