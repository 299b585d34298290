import 'reflect-metadata';

export * from './commands/command-client.js';
export * from './commands/command-failed.js';
export * from './commands/command-table.js';
export * from './commands/commands.js';
export * from './config/load-config.js';
export * from './config/service-config.js';
export * from './context/request-context.js';
export * from './database/database.js';
export * from './database/definition.js';
export * from './database/migrate.js';
export * from './database/platform-migrations.js';
export * from './database/storable.js';
export * from './database/tenant-owned.js';
export * from './database/transaction.js';
export * from './health/health.js';
export { assertVersion, IfMatch } from './http/etag.js';
export * from './http/id.js';
export * from './http/page.js';
export * from './http/problem.js';
export * from './http/problem-of.js';
// What the hooks keep on a request is typed there.
export type { HttpParts } from './http/request-hooks.js';
export * from './http/standard-problems.js';
export * from './http/stream-body.js';
export type { Access } from './identity/access.js';
export {
  Anonymous,
  CommandRoute,
  OperatorOnly,
  RequiresPermission,
  SignedIn,
  Unguarded,
} from './identity/access-decorators.js';
export * from './identity/authenticator.js';
export * from './identity/bearer.js';
export * from './identity/bounded-cache.js';
export * from './identity/caller.js';
export * from './identity/caller-decorators.js';
export { Gate } from './identity/gate.js';
export * from './identity/internal-tokens.js';
export * from './identity/key-ring.js';
export * from './logging/log.js';
export { redact } from './logging/redact.js';
export * from './metrics/metrics.js';
export type { Answers } from './openapi/answers.js';
export type { ApiDescription } from './openapi/api-description.js';
export { type Schema, Schemas } from './openapi/schemas.js';
export { Tags, Undocumented } from './openapi/tags.js';
export * from './service/migrate-service.js';
export * from './service/run-service.js';
export * from './service/service-definition.js';
export * from './service/start-service.js';
export * from './tracing/propagation.js';
export * from './tracing/traceparent.js';
export * from './tracing/tracing.js';
export * from './validation/ids.js';
export * from './validation/omittable.js';
