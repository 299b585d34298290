import { compareTopology } from '../../topology/compare-topology.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const topologyDiff: Command = {
  name: 'topology diff',
  operands: '',
  summary: 'what the broker lacks, and what it has too much',
  async run({ options, output }) {
    const { vhost } = options;
    const differences = await compareTopology(managementUrl(), vhost ? { vhost } : {});
    if (options.json) output.print(JSON.stringify({ differences }, null, 2));
    else output.print(differences.length === 0 ? 'There is no difference.' : differences.join('\n'));
    return 0;
  },
};
