import type { ServiceEventName } from '@crm/events';
import type { Naming } from '../people/naming.js';

const created = (thing: string) => `created ${thing}.`;
const modified = (thing: string) => `changed ${thing}.`;
const deleted = (thing: string) => `deleted ${thing}.`;

/** What whoever did it did. */
const deeds: Readonly<Record<ServiceEventName, string>> = {
  'iam.tenant.created': created('the tenant'),
  'iam.tenant.modified': modified('the tenant'),
  'iam.tenant.deleted': 'closed the tenant.',
  'iam.user.created': created('a user'),
  'iam.user.modified': modified('a user'),
  'iam.user.deleted': deleted('a user'),
  'iam.user.assignedToTenant': 'assigned a user to the tenant.',
  'iam.user.removedFromTenant': 'removed a user from the tenant.',
  'iam.user.loginFailed': 'tried in vain to sign in.',
  'iam.token.created': created('a token'),
  'iam.token.modified': modified('a token'),
  'iam.token.deleted': deleted('a token'),
  'iam.role.created': created('a role'),
  'iam.role.modified': modified('a role'),
  'iam.role.deleted': deleted('a role'),
  'iam.permission.created': created('a permission'),
  'iam.permission.modified': modified('a permission'),
  'iam.permission.deleted': deleted('a permission'),
  'secret-service.secret.created': created('a secret'),
  'secret-service.secret.deleted': deleted('a secret'),
  'secret-service.auth-client.created': created('an auth client'),
  'secret-service.auth-client.deleted': deleted('an auth client'),
  'secret-service.token.get': 'read a secret in clear.',
  'metadata.domain.created': created('a domain'),
  'metadata.domain.modified': modified('a domain'),
  'metadata.domain.deleted': deleted('a domain'),
  'metadata.schema.created': created('a schema'),
  'metadata.schema.modified': modified('a schema'),
  'metadata.schema.deleted': deleted('a schema'),
  'flowrepo.flow.created': created('a flow'),
  'flowrepo.flow.modified': modified('a flow'),
  'flowrepo.flow.deleted': deleted('a flow'),
  'flowrepo.flow.starting': 'asked for a flow to be started.',
  'flowrepo.flow.stopping': 'asked for a flow to be stopped.',
  'flow.started': 'started a flow.',
  'flow.stopped': 'stopped a flow.',
};

export function serviceEventTold({ actor }: Naming, name: ServiceEventName): string {
  return `${actor} ${deeds[name]}`;
}
