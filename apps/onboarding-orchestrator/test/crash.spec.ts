import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { created, quick } from './neighbours.js';

let onboarding: TestService;
let userAuth: Server;
let child: ChildProcess | undefined;
const keys: string[] = [];

/** Answers like user-auth, but on the first call the caller is killed before it hears the answer. */
function invite(request: IncomingMessage, response: ServerResponse): void {
  keys.push(String(request.headers['idempotency-key']));
  if (keys.length === 1) {
    child?.kill('SIGKILL');
    response.destroy();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ userId: newId(), invitationId: newId() }));
}

beforeAll(async () => {
  userAuth = createServer(invite).listen(0, '127.0.0.1');
  await eventually(() => userAuth.listening);
  const url = `http://127.0.0.1:${(userAuth.address() as AddressInfo).port}`;
  onboarding = await bootService(service, { env: { ...quick, SERVICE_URLS: JSON.stringify({ 'user-auth': url }) } });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await onboarding.stop();
  userAuth.close();
});

test('a process killed between the command and its record repeats the command with the same key', async () => {
  await onboarding.halt();
  const main = resolve(import.meta.dirname, '../dist/main.js');
  child = spawn(process.execPath, [main], { env: { ...process.env, ...onboarding.env }, stdio: 'ignore' });
  const died = new Promise((done) => child?.once('exit', done));
  const tenantId = newId();
  onboarding.broker.publish(TenantCreated, created(tenantId));
  await died;

  await onboarding.start();
  const client = await onboarding.as(userOf(tenantId));
  const step = await eventually(
    async () => {
      const invited = (await client.get('/v1/onboarding')).body.steps[0];
      return invited.status === 'done' && invited;
    },
    // The dead process holds its timers until their lease ends.
    { timeoutMs: 15_000 },
  );
  expect(step.result.invitationId).toBeTruthy();
  const { id } = (await client.get('/v1/onboarding')).body;
  expect(keys).toEqual([`${id}:invite-owner`, `${id}:invite-owner`]);
});
