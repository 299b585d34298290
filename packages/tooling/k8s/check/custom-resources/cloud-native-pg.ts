import { exactly, flag, listOf, quantity, resources, text, texts, whole } from './shapes.ts';

const role = exactly({
  name: text,
  ensure: { enum: ['present', 'absent'] },
  login: flag,
  superuser: flag,
  bypassrls: flag,
  createdb: flag,
  createrole: flag,
  passwordSecret: exactly({ name: text }),
});

const synchronous = exactly({ method: { enum: ['any', 'first'] }, number: whole });

/** https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/ */
export const cloudNativePg = {
  'postgresql.cnpg.io/v1 Cluster': exactly(
    {
      imageName: text,
      instances: { type: 'integer', minimum: 1 },
      storage: exactly({ size: quantity }),
      bootstrap: exactly({ initdb: exactly({ encoding: text, localeCollate: text, localeCType: text }) }),
      managed: exactly({ roles: listOf(role) }),
      // Parameters are text, whatever they mean.
      postgresql: exactly({ synchronous, parameters: texts }, ['synchronous']),
      affinity: exactly({ podAntiAffinityType: { enum: ['preferred', 'required'] }, topologyKey: text }),
      resources,
    },
    ['affinity'],
  ),
  'postgresql.cnpg.io/v1 Database': exactly({
    name: text,
    owner: text,
    cluster: exactly({ name: text }),
    databaseReclaimPolicy: { enum: ['retain', 'delete'] },
  }),
};
