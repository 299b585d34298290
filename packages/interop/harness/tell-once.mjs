// A client of the hub in a process of its own, which the library may take down: tells one event and ends after a second.
import hub from '@openintegrationhub/event-bus';

const [, , rabbitmqUri, serviceName, name, payload] = process.argv;
const silent = { trace() {}, debug() {}, info() {}, error: (error) => console.error(String(error)) };
const bus = new hub.EventBus({ serviceName, rabbitmqUri, logger: silent });
await bus.connect();
await bus.publish(new hub.Event({ headers: { name }, payload: JSON.parse(payload) }));
setTimeout(() => process.exit(0), 1_000);
