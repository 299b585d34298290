import { consumeLinks } from '../../links.js';
import { compareTopology } from '../../topology/compare-topology.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const topologyVerify: Command = {
  name: 'topology verify',
  operands: '',
  summary: 'whether the broker holds exactly what the links say; exit code 1 when not',
  async run({ options, output }) {
    const { vhost } = options;
    const differences = await compareTopology(managementUrl(), vhost ? { vhost } : {});
    if (options.json) output.print(JSON.stringify({ differences }, null, 2));
    else if (differences.length === 0) output.print(`The broker holds exactly the ${consumeLinks.length} links.`);
    else output.complain(`The broker differs from the links in ${differences.length} things; see "topology diff".`);
    return differences.length === 0 ? 0 : 1;
  },
};
