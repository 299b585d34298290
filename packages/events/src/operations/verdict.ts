import { Unprocessable } from '../envelope/event-errors.js';
import type { Heard } from '../envelope/heard.js';
import { readEvent } from '../envelope/read.js';
import { type Violation, violationsAt } from '../envelope/validate-data.js';

export interface Fault {
  readonly reason: string;
  readonly errors: Violation[];
}

/** Why a consumer would give the event up at once, with each place that is wrong; undefined when it would not. */
export function faultOf(event: Record<string, unknown> | undefined, heard: Heard): Fault | undefined {
  try {
    readEvent(event, heard);
    return undefined;
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    const contract = heard.events.get(String(event?.['type']));
    const inData = error.reason === 'invalid-data' && contract ? violationsAt(contract, event?.['data']) : [];
    const whole = [{ path: error.attribute ?? '', message: error.message }];
    return { reason: error.reason, errors: inData.length > 0 ? inData.map(belowData) : whole };
  }
}

const belowData = ({ path, message }: Violation): Violation => ({ path: path ? `data.${path}` : 'data', message });
