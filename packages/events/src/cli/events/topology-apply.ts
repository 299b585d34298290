import { serviceNames } from '../../links.js';
import { applyTopology } from '../../topology/apply-topology.js';
import { compareTopology } from '../../topology/compare-topology.js';
import { brokerPasswords, managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const topologyApply: Command = {
  name: 'topology apply',
  operands: '',
  summary: 'declares what the links say (BROKER_PASSWORDS: a JSON object); removes nothing',
  async run({ options, output }) {
    const { vhost } = options;
    const passwords = brokerPasswords();
    const without = serviceNames.filter((name) => !passwords[name]);
    if (without.length > 0) throw new Error(`There is no password for the broker account of ${without.join(', ')}.`);
    const url = managementUrl();
    await applyTopology(url, passwords, vhost ? { vhost } : {});
    const differences = await compareTopology(url, vhost ? { vhost } : {});
    if (options.json) output.print(JSON.stringify({ differences }, null, 2));
    else if (differences.length === 0) output.print('Applied: the broker holds exactly what the links say.');
    else output.complain(['Applied, and still different:', ...differences].join('\n'));
    return differences.length === 0 ? 0 : 1;
  },
};
