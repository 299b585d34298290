import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ComponentNames } from './component-names.ts';
import { TypeSchemas } from './type-schemas.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const numbers = { type: 'array', items: { type: 'number' } };

const declarations = `
/** A tree. */
interface Tree {
  /** Of its parts. */
  readonly parts: readonly Tree[];
  above: Tree | null;
}
interface Circle { kind: 'circle' }
interface Square { kind: 'square' }
type Shape = Square | Circle | { kind: 'point' };
interface Taken { a: 1 }
interface Page<T> { items: T[] }
interface Endless<T> { value: T; parts: Endless<T>[] }
`;

const told: [answer: string, schema: object][] = [
  ['string | null', { type: ['string', 'null'] }],
  ['Date', { type: 'string', format: 'date-time' }],
  ["'b' | 'a' | null", { type: ['string', 'null'], enum: ['a', 'b', null] }],
  ["'a'", { type: 'string', const: 'a' }],
  ['boolean | number', { type: ['boolean', 'number'] }],
  ['`urn:$' + '{string}`', { type: 'string' }],
  ['unknown', {}],
  ['Record<string, unknown>', { type: 'object', additionalProperties: true }],
  ['readonly number[] | null', { ...numbers, type: ['array', 'null'] }],
  ['{ a?: number[]; b: number[] | undefined; c(): void }', { type: 'object', properties: { a: numbers, b: numbers } }],
  ['{ a: unknown } & { b: unknown }', { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } }],
  ["Omit<{ a: 1; b: unknown }, 'a'>", { type: 'object', required: ['b'], properties: { b: {} } }],
  ['Page<Tree>', { type: 'object', required: ['items'], properties: { items: { type: 'array', items: ref('Tree') } } }],
  ['Shape | null', { anyOf: [ref('Shape'), { type: 'null' }] }],
  ['Taken', ref('OpenapiTaken')],
];
const refused: [answer: string, why: string][] = [
  ['{ a: bigint }', 'JSON has no form for bigint.'],
  ['Endless<string>', 'Endless<string> contains itself'],
];

const { schemas, types } = compiled([...told, ...refused].map(([answer]) => answer));

test.each(told)('%s', (answer, schema) => {
  expect(schemas.of(types.get(answer) as ts.Type)).toEqual(schema);
});

test.each(refused)('%s is refused', (answer, why) => {
  expect(() => schemas.of(types.get(answer) as ts.Type)).toThrow(why);
});

test('what has a name of its own is a component, which may contain itself', () => {
  expect(schemas.components['Tree']).toEqual({
    description: 'A tree.',
    type: 'object',
    required: ['parts', 'above'],
    properties: {
      parts: { type: 'array', items: ref('Tree'), description: 'Of its parts.' },
      above: { anyOf: [ref('Tree'), { type: 'null' }] },
    },
  });
});

test('of structures that a literal tells apart, a value is exactly one', () => {
  expect(schemas.components['Shape']).toMatchObject({ oneOf: [ref('Circle'), ref('Square'), { required: ['kind'] }] });
});

function compiled(answers: string[]): { schemas: TypeSchemas; types: Map<string, ts.Type> } {
  const file = join(import.meta.dirname, 'told.ts');
  const text = `${declarations}${answers.map((answer, at) => `let told${at}: ${answer};`).join('\n')}`;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true);
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2024, types: [], noEmit: true };
  const host = ts.createCompilerHost(options);
  const readLibrary = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...how) => (name === file ? source : readLibrary(name, ...how));
  const checker = ts.createProgram([file], options, host).getTypeChecker();
  const variables = source.statements.filter(ts.isVariableStatement).map((one) => one.declarationList.declarations[0]);
  return {
    schemas: new TypeSchemas(checker, new ComponentNames(['Taken'])),
    types: new Map(answers.map((answer, at) => [answer, checker.getTypeAtLocation(variables[at] as ts.Node)])),
  };
}
