import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const header = `
import { ContactCreated, EventHandler, type EventOf, messagingFor, TenantSuspended, UserInvited, type UnitOfWorkOf, WebhookFailed } from '@crm/events';
const messaging = messagingFor('integration-gateway');
const { Handles } = messaging;
type UnitOfWork = UnitOfWorkOf<typeof messaging>;
const failure = { tenantId: '', endpointId: '', messageId: '', messageType: '', attempts: 1, at: '', lastError: '', endpointDisabled: false };
`;

const handler = (event: string, parameters: string, result = 'Promise<void>', body = ''): string => `
@EventHandler() export class On { @Handles(${event}) async handle(${parameters}): ${result} {${body}} }`;

const allowed = handler(
  'TenantSuspended',
  'event: EventOf<typeof TenantSuspended>, unit: UnitOfWork',
  'Promise<void>',
  'event.data.reason; unit.publish(WebhookFailed, failure);',
);

const refused: [name: string, code: string, complaint: RegExp][] = [
  ['an event outside of its links', handler('UserInvited', 'event: EventOf<typeof UserInvited>'), /UserInvited/],
  [
    'a handler of another payload',
    handler('TenantSuspended', 'event: EventOf<typeof ContactCreated>'),
    /not assignable/,
  ],
  [
    'a handler with another second parameter',
    handler('TenantSuspended', 'event: EventOf<typeof TenantSuspended>, unit: number'),
    /not assignable/,
  ],
  [
    'a handler that answers something',
    handler('TenantSuspended', 'event: EventOf<typeof TenantSuspended>', 'Promise<number>', 'return 1;'),
    /not assignable/,
  ],
  [
    'a field that the contract does not have',
    handler('TenantSuspended', 'event: EventOf<typeof TenantSuspended>', 'Promise<void>', 'event.data.colour;'),
    /colour/,
  ],
  [
    "a publish of another service's event",
    'export const f = (unit: UnitOfWork) => unit.publish(TenantSuspended, { tenantId: "", reason: "", revision: 1, at: "" });',
    /TenantSuspended/,
  ],
  [
    'a publish with the wrong payload',
    'export const f = (unit: UnitOfWork) => unit.publish(WebhookFailed, { ...failure, attempts: "one" });',
    /not assignable/,
  ],
  [
    'a publish with a field missing',
    'export const f = (unit: UnitOfWork) => unit.publish(WebhookFailed, { tenantId: "" });',
    /missing/,
  ],
];

/** What must not compile is compiled in a folder of the package, so that it resolves modules as a service does. */
let folder: string;
let complaints: Map<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(import.meta.dirname, 'refused-'));
  const codes = [allowed, ...refused.map(([, code]) => code)];
  const files = codes.map((code, index) => {
    const file = join(folder, `case-${index}.ts`);
    writeFileSync(file, header + code);
    return file;
  });
  const { config } = ts.readConfigFile(resolve(import.meta.dirname, '../../../tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
  const program = ts.createProgram(files, {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
  });
  complaints = new Map(files.map((file, index) => [codes[index] as string, textOf(program, file)]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function textOf(program: ts.Program, file: string): string {
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map((found) => ts.flattenDiagnosticMessageText(found.messageText, ' '))
    .join('\n');
}

test('what a service may do compiles', () => {
  expect(complaints.get(allowed)).toBe('');
});

test.each(refused)('the compiler refuses %s', (_name, code, complaint) => {
  expect(complaints.get(code)).toMatch(complaint);
});
