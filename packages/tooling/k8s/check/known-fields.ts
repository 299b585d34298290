import * as models from '@kubernetes/client-node/dist/gen/models/all.js';
import { type ClusterObject, isRecord, nameOf } from './cluster-object.ts';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}
interface Model {
  getAttributeTypeMap(): readonly Attribute[];
}

const primitives: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  Date: ['string'],
  V1MicroTime: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  IntOrString: ['number', 'string'],
};

/** Fields that Kubernetes does not know and values of the wrong type, by the attribute maps of its client. */
export function unknownFields(object: ClusterObject): string[] {
  const version = object.apiVersion.split('/').at(-1) ?? '';
  const type = `${version[0]?.toUpperCase()}${version.slice(1)}${object.kind}`;
  if (!modelOf(type))
    return [`${nameOf(object)}: the client of Kubernetes knows no ${object.apiVersion} ${object.kind}.`];
  return differences(object, type, '').map((text) => `${nameOf(object)}: ${text}`);
}

function modelOf(type: string): Model | undefined {
  const found: unknown = Reflect.get(models, type);
  return typeof found === 'function' && 'getAttributeTypeMap' in found ? (found as unknown as Model) : undefined;
}

function differences(value: unknown, type: string, path: string): string[] {
  if (type === 'any' || type === 'object') return [];
  const expected = primitives[type];
  if (expected) return expected.includes(typeof value) ? [] : [`${path} is not of type ${type}.`];
  const item = /^(?:Array|Set)<(.+)>$/.exec(type)?.[1];
  if (item) {
    if (!Array.isArray(value)) return [`${path} is not a list.`];
    return value.flatMap((entry: unknown, index) => differences(entry, item, `${path}[${index}]`));
  }
  if (!isRecord(value)) return [`${path} is not an object.`];
  const entry = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (entry) return Object.entries(value).flatMap(([key, one]) => differences(one, entry, `${path}.${key}`));
  const attributes = modelOf(type)?.getAttributeTypeMap();
  if (!attributes) return [`${path} is of the type ${type}, which the client does not describe.`];
  return Object.entries(value).flatMap(([key, one]) => {
    const known = attributes.find(({ baseName }) => baseName === key);
    const place = path ? `${path}.${key}` : key;
    return known ? differences(one, known.type, place) : [`${place} is no field that Kubernetes knows.`];
  });
}
