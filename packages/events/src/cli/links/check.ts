import { partDifferences } from '../../documents/generated-parts.js';
import { lockDifferences } from '../../schemas/schema-lock.js';
import { compareTopology } from '../../topology/compare-topology.js';
import { repositoryRoot, schemaLockFile } from '../repository.js';
import { managementUrl } from '../running-platform.js';
import { appDifferences } from './check-apps.js';
import { composeDifferences } from './check-compose.js';
import { kubernetesDifferences } from './check-kubernetes.js';

/** Where the repository, or with `live` the running broker, says something else than the links; as sentences. */
export async function checkLinks({ live, root = repositoryRoot }: { live: boolean; root?: string }): Promise<string[]> {
  return [
    ...appDifferences(root),
    ...composeDifferences(root),
    ...kubernetesDifferences(root),
    ...partDifferences(root),
    ...lockDifferences(schemaLockFile),
    ...(live ? (await compareTopology(managementUrl())).map((text) => `The broker differs: ${text}.`) : []),
  ];
}
