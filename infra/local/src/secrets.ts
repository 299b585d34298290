import { databasePasswords } from './databases.js';
import { newPassword } from './private-files.js';
import { MONITOR } from './service-env.js';
import type { Secrets } from './state.js';

/** Generated once; a service that is new gets its own, the others keep theirs. */
export function completeSecrets(services: readonly string[], known?: Secrets): Secrets {
  return {
    databases: databasePasswords(services, known?.databases),
    broker: Object.fromEntries([...services, MONITOR].map((name) => [name, known?.broker[name] ?? newPassword()])),
    mail: known?.mail ?? { bounceKey: newPassword(), eventsSecret: newPassword() },
    operator: known?.operator ?? { email: 'operator@crm.example', password: newPassword() },
  };
}
