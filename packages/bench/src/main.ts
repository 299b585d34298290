import { benchBounces } from './bounces/bounces.bench.js';
import { benchConsole } from './console/console.bench.js';
import { benchConsumer } from './consumer/consumer.bench.js';
import { benchFootprint } from './footprint/footprint.bench.js';
import { benchGateway } from './gateway/gateway.bench.js';
import { benchLatency } from './latency/latency.bench.js';
import { benchRelay } from './relay/relay.bench.js';
import { benchWrite } from './write/write.bench.js';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const size = (usual: number): number => Number(process.env['ROWS'] ?? usual);
const benches: Record<string, () => Promise<void>> = {
  relay: () => benchRelay(size(50_000), rounds),
  consumer: () => benchConsumer(size(10_000), rounds),
  write: () => benchWrite(size(10_000), rounds),
  latency: () => benchLatency(size(1_000), rounds),
  gateway: () => benchGateway(size(50_000), rounds),
  footprint: () => benchFootprint(rounds),
  console: () => benchConsole(rounds),
  bounces: () => benchBounces(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; choose from ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await benches[name]?.();
process.exit(0);
