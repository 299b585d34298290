import { benchConsumer } from './consumer/consumer.bench.js';
import { benchRelay } from './relay/relay.bench.js';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const benches: Record<string, () => Promise<void>> = {
  relay: () => benchRelay(Number(process.env['ROWS'] ?? 50_000), rounds),
  consumer: () => benchConsumer(Number(process.env['ROWS'] ?? 10_000), rounds),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; choose from ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await benches[name]?.();
process.exit(0);
