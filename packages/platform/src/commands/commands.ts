import type { CommandCall, CommandClient } from './command-client.js';
import type { CalleeOf, CommandInputOf, CommandOutputOf, CommandTable } from './command-table.js';

type Options = Pick<CommandCall, 'tenantId' | 'actor' | 'idempotencyKey' | 'timeout'>;

/**
 * The command client with the types of a table: inject it as `Commands<typeof commands>`.
 * @throws CommandFailed as the client does
 */
export class Commands<C extends CommandTable = CommandTable> {
  constructor(private readonly client: CommandClient) {}

  async call<N extends keyof C & string>(
    name: N,
    call: CommandInputOf<C[N]> & CalleeOf<C[N]> & Options,
  ): Promise<CommandOutputOf<C[N]>> {
    return (await this.client.call(name, call)) as CommandOutputOf<C[N]>;
  }
}
