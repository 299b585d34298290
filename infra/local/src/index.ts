export { ensureChromium } from './chromium.js';
export { type ClusterSecret, clusterSecrets } from './cluster-secrets.js';
export {
  type DatabasePasswords,
  type DatabaseUrls,
  databaseName,
  databasePasswords,
  provisionDatabases,
} from './databases.js';
export { guard } from './guard.js';
export type { Guarded } from './guardian-protocol.js';
export { generateKeys } from './keys.js';
export { PlatformRun, type RunOptions } from './platform-run.js';
export { freePort } from './ports.js';
export { type Postgres, type PostgresOptions, startPostgres } from './postgres.js';
export { removePlaced } from './postgres-place.js';
export { end, identityOf, isAlive, type ProcessIdentity } from './process-identity.js';
export { type Rabbit, type RabbitOptions, startRabbit } from './rabbit.js';
export type { RabbitPorts } from './rabbit-config.js';
export { ensureRabbitInstalled } from './rabbit-install.js';
export { findRabbit, type RabbitSource } from './rabbit-source.js';
export { completeSecrets } from './secrets.js';
export { type Run, readState } from './state.js';
export { waitFor } from './wait-for.js';
