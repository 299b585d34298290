import { Ajv } from 'ajv';
import { type ClusterObject, nameOf } from './cluster-object.ts';
import { cloudNativePg } from './custom-resources/cloud-native-pg.ts';
import { keda } from './custom-resources/keda.ts';
import { rabbitmq } from './custom-resources/rabbitmq.ts';

/**
 * Small schemas of the operators' resources: the fields that we use and no others. A new field is added here with a look
 * into its operator's reference.
 */
const schemas: Readonly<Record<string, object>> = { ...cloudNativePg, ...keda, ...rabbitmq };

const ajv = new Ajv({ allErrors: true });
const metadata = {
  type: 'object',
  required: ['name', 'namespace'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$' },
    namespace: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  },
};
const validators = new Map(
  Object.entries(schemas).map(([kind, spec]) => [
    kind,
    ajv.compile({
      type: 'object',
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      additionalProperties: false,
      properties: { apiVersion: {}, kind: {}, metadata, spec },
    }),
  ]),
);

export const isCustomResource = ({ apiVersion }: ClusterObject): boolean =>
  /^(postgresql\.cnpg\.io|rabbitmq\.com|keda\.sh)\//.test(apiVersion);

export function customResourceProblems(object: ClusterObject): string[] {
  const validate = validators.get(`${object.apiVersion} ${object.kind}`);
  if (!validate) return [`${nameOf(object)}: there is no schema of ${object.apiVersion} ${object.kind}.`];
  if (validate(object)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const field = 'additionalProperty' in params ? `: ${params['additionalProperty']}` : '';
    return `${nameOf(object)}: ${instancePath.slice(1).replaceAll('/', '.')} ${message}${field}.`;
  });
}
