import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@crm/events';
import { clusterSecrets, completeSecrets, generateKeys } from '@crm/local';

export type SecretsByName = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Made by operators in the cluster itself. */
const byOperators: [string, Record<string, string>][] = [
  ['rabbitmq-default-user', { username: 'default_user', password: 'secret', host: 'rabbitmq.crm.svc', port: '5672' }],
];

/** The Secrets that an installation has, with values like the real ones: nothing of them stands in the repository. */
export function expectedSecrets(): SecretsByName {
  const keysDir = mkdtempSync(join(tmpdir(), 'crm-keys-'));
  try {
    generateKeys(keysDir, serviceNames);
    const given = { keysDir, smtpUrl: 'smtps://crm:secret@mail.example:465' };
    const ours = clusterSecrets(serviceNames, completeSecrets(serviceNames), given);
    return new Map([
      ...ours.map(({ metadata, stringData }): [string, Record<string, string>] => [metadata.name, stringData]),
      ...byOperators,
    ]);
  } finally {
    rmSync(keysDir, { recursive: true, force: true });
  }
}
