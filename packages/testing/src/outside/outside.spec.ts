import { createTransport, type Transporter } from 'nodemailer';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaughtMail, type Outside, type ReceivedHook, startOutside } from './start-outside.js';

let outside: Outside;
let transport: Transporter;

beforeAll(async () => {
  outside = await startOutside();
  transport = createTransport(outside.smtpUrl);
});
afterAll(async () => {
  transport.close();
  await outside.stop();
});

const send = (to: string, subject = 'Hello') =>
  transport.sendMail({
    from: 'CRM <no-reply@crm.example>',
    to,
    subject,
    text: 'Please see https://crm.example/a?b=1&c=2.',
    html: '<a href="https://crm.example/a?b=1&amp;c=2">here</a> or <a href="https://crm.example/other">there</a>',
  });

const mails = async (query: string): Promise<CaughtMail[]> => {
  const answer = await fetch(`${outside.url}/mails?${query}`);
  return ((await answer.json()) as { items: CaughtMail[] }).items;
};

const hookUrl = (name: string): string => `${outside.url}/hooks/${name}`;
const configure = (name: string, settings: unknown) =>
  fetch(hookUrl(name), { method: 'PUT', body: JSON.stringify(settings) });
const deliveries = async (name: string): Promise<ReceivedHook[]> =>
  ((await (await fetch(hookUrl(name))).json()) as { items: ReceivedHook[] }).items;

test('a mail that is accepted is found by recipient, time and subject, with the links in it', async () => {
  const since = new Date().toISOString();
  await send('Ann@acme.example', 'Your invitation');
  await send('ben@acme.example');
  const [mail, ...others] = await mails(`to=ann@ACME.example&subject=INVIT&since=${since}`);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    from: 'no-reply@crm.example',
    to: ['ann@acme.example'],
    subject: 'Your invitation',
    links: ['https://crm.example/a?b=1&c=2', 'https://crm.example/other'],
  });
  expect(await (await fetch(`${outside.url}/mails/${mail?.id}`)).json()).toEqual(mail);
  expect(await mails('to=ann@acme.example&since=2999-01-01T00:00:00Z')).toEqual([]);
  expect((await fetch(`${outside.url}/mails?since=yesterday`)).status).toBe(400);
  expect((await fetch(`${outside.url}/mails/none`)).status).toBe(404);
});

test('the page shows mails with everything in them escaped', async () => {
  await send('ann@acme.example', '<script>alert(1)</script>');
  const page = await (await fetch(outside.url)).text();
  expect(page).toContain('&#60;script&#62;alert(1)');
  expect(page).not.toContain('<script>');
});

test('chosen recipients are refused as their names say', async () => {
  await expect(send('bounce.ann@acme.example')).rejects.toMatchObject({
    responseCode: 550,
    response: expect.stringContaining('550 5.1.1 No such user'),
  });
  await expect(send('full@acme.example')).rejects.toMatchObject({ responseCode: 452 });
  await expect(send('full@acme.example')).rejects.toMatchObject({ responseCode: 452 });
  await expect(send('defer@acme.example')).rejects.toMatchObject({ responseCode: 451 });
  await send('defer@acme.example');
  expect(await mails('to=defer@acme.example')).toHaveLength(1);
  expect(await mails('to=bounce.ann@acme.example')).toEqual([]);
});

test('a webhook is accepted with the right signature and refused with a wrong one', async () => {
  const secret = `whsec_${Buffer.from('a secret of 24 bytes at least').toString('base64')}`;
  const configured = await (await configure('signed', { secret })).json();
  expect(configured).toEqual({ name: 'signed', url: hookUrl('signed') });
  const body = '{"type":"contact.created", "ö":1}';
  const deliver = (signature: string) =>
    fetch(hookUrl('signed'), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
        'webhook-signature': signature,
      },
    });
  expect((await deliver(new Webhook(secret).sign('msg_1', new Date(), body))).status).toBe(204);
  expect((await deliver('v1,bm90IGl0')).status).toBe(401);
  expect(await deliveries('signed')).toMatchObject([
    { verified: true, status: 204, body: { type: 'contact.created' }, headers: { 'webhook-id': 'msg_1' } },
    { verified: false, status: 401 },
  ]);
});

test('a receiver answers as it was told, the last answer again and again', async () => {
  await configure('told', {
    respond: [
      { status: 500 },
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 200, delayMs: 60, body: 'late' },
    ],
  });
  const answers = [];
  for (let count = 0; count < 4; count += 1) {
    const began = performance.now();
    const answer = await fetch(hookUrl('told'), { method: 'POST', body: String(count) });
    const { status, headers } = answer;
    answers.push([status, headers.get('retry-after'), performance.now() - began >= 55, await answer.text()]);
  }
  expect(answers).toEqual([
    [500, null, false, ''],
    [503, '7', false, ''],
    [200, null, true, 'late'],
    [200, null, true, 'late'],
  ]);
  expect((await deliveries('told')).map(({ body }) => body)).toEqual([0, 1, 2, 3]);
  await fetch(hookUrl('told'), { method: 'DELETE' });
  expect(await deliveries('told')).toEqual([]);
});

test('settings that make no sense are refused with a sentence', async () => {
  for (const settings of [{ respond: [{ status: 99 }] }, { verify: true }, { secret: 7 }, []]) {
    const answer = await configure('odd', settings);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/\.$/) });
  }
});

test('it tells when it is ready', async () => {
  expect((await fetch(`${outside.url}/readyz`)).status).toBe(200);
});
