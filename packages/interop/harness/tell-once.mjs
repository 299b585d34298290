// A client of the hub in a process of its own: tells one event and ends after a second, with an error if it was refused.
import hub from '@openintegrationhub/event-bus';

const [, , rabbitmqUri, serviceName, name, payload] = process.argv;
const silent = { trace() {}, debug() {}, info() {}, error: (error) => console.error(String(error)) };
const bus = new hub.EventBus({ serviceName, rabbitmqUri, logger: silent });
await bus.connect();
// The library listens to nothing on its channels: what the broker refuses would go unnoticed.
const channel = await bus._transport._getPublishChannel();
channel.on('error', (error) => {
  console.error(error.message);
  process.exit(3);
});
await bus.publish(new hub.Event({ headers: { name }, payload: JSON.parse(payload) }));
setTimeout(() => process.exit(0), 1_000);
