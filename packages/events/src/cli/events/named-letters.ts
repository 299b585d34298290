import type { ServiceName } from '../../links.js';
import { WrongUsage } from '../program.js';
import { serviceNamed } from '../service-named.js';
import type { Call } from './command.js';
import type { OperatorClient } from './operator-client.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface NamedLetters {
  readonly service: ServiceName;
  /** Empty when --all stands for them. */
  readonly ids: readonly string[];
}

/** `<service> <id>…`, or `<service> --all` where `all` is allowed. */
export function namedLetters({ operands, options }: Call, all: 'all allowed' | 'by id only'): NamedLetters {
  const [service, ...ids] = operands;
  if (service === undefined) throw new WrongUsage('Name the service, and the ids of its dead letters.');
  const everything = all === 'all allowed' && options.all;
  if (everything ? ids.length > 0 : ids.length === 0) {
    throw new WrongUsage(
      all === 'all allowed' ? 'Name ids of dead letters, or say --all.' : 'Name the id of a dead letter.',
    );
  }
  const broken = ids.find((id) => !uuid.test(id));
  if (broken !== undefined) throw new WrongUsage(`"${broken}" is not the id of a dead letter, which is a UUID.`);
  return { service: serviceNamed(service), ids };
}

/** The ids that were given, or with --all those of all dead letters of the service (500 at most), oldest first. */
export async function idsOf(client: OperatorClient, { service, ids }: NamedLetters): Promise<readonly string[]> {
  if (ids.length > 0) return ids;
  const letters = await client.letters([service], 'dead-letters', '500');
  return letters.map(({ id }) => id).reverse();
}
