import { type ServiceName, serviceNames } from '@crm/events';
import { databaseName } from '@crm/local';

/** One database for each service, owned by the role that migrates it. */
export function databases(): object[] {
  return serviceNames.map((service) => ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { name: service, labels: { 'app.kubernetes.io/name': service, 'app.kubernetes.io/part-of': 'crm' } },
    spec: {
      name: databaseName(service),
      owner: `${databaseName(service)}_owner`,
      cluster: { name: 'postgres' },
      // Whoever deletes the resource by mistake does not delete the data.
      databaseReclaimPolicy: 'retain',
    },
  }));
}

/** A patch for the cluster: two roles for each service, neither of which can bypass row-level security. */
export function databaseRoles(): object {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'postgres' },
    spec: { managed: { roles: serviceNames.flatMap((service) => [roleOf(service, 'owner'), roleOf(service, 'app')]) } },
  };
}

function roleOf(service: ServiceName, kind: 'owner' | 'app'): object {
  return {
    name: `${databaseName(service)}_${kind}`,
    ensure: 'present',
    login: true,
    superuser: false,
    bypassrls: false,
    createdb: false,
    createrole: false,
    passwordSecret: { name: `${service}-${kind}` },
  };
}
