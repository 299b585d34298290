import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { readHookSettings } from './hook-settings.js';
import type { Hooks } from './hooks.js';
import { mailPage } from './mail-page.js';
import type { Mailbox, MailFilter } from './mailbox.js';

interface Named {
  Params: { name: string };
  Body: Buffer | undefined;
}

/** The HTTP side: what was caught, and the receivers of webhooks. */
export function outsideServer(mailbox: Mailbox, hooks: Hooks, publicUrl: () => string): FastifyInstance {
  const server = Fastify({ bodyLimit: 4 * 1_048_576, forceCloseConnections: true });
  // Signatures are made over bytes, so bytes are what every route gets.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.get('/readyz', () => ({ status: 'ready' }));
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(mailPage(mailbox.find())));
  addMails(server, mailbox);
  addHooks(server, hooks, publicUrl);
  return server;
}

function addMails(server: FastifyInstance, mailbox: Mailbox): void {
  server.get<{ Querystring: MailFilter }>('/mails', ({ query }, reply) => {
    if (query.since !== undefined && Number.isNaN(Date.parse(query.since))) {
      return reply.code(400).send({ error: 'since must be a time as in 2026-01-31T12:00:00Z.' });
    }
    return reply.send({ items: mailbox.find(query) });
  });
  server.get<{ Params: { id: string } }>('/mails/:id', ({ params }, reply) => {
    const mail = mailbox.byId(params.id);
    return mail ? reply.send(mail) : reply.code(404).send({ error: 'There is no such mail, or it was too old.' });
  });
  server.delete('/mails', (_request, reply) => {
    mailbox.clear();
    return reply.code(204).send();
  });
}

function addHooks(server: FastifyInstance, hooks: Hooks, publicUrl: () => string): void {
  const path = '/hooks/:name';
  server.get('/hooks', () => ({ items: hooks.names() }));
  server.post<Named>(path, async (request, reply) => {
    const answer = await hooks.named(request.params.name).receive(headersOf(request), request.body ?? Buffer.alloc(0));
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .send(answer.body);
  });
  server.put<Named>(path, ({ params, body }, reply) => {
    try {
      hooks.named(params.name).configure(readHookSettings(body ?? Buffer.alloc(0)));
    } catch (error) {
      return reply.code(400).send({ error: (error as Error).message });
    }
    return reply.send({ name: params.name, url: `${publicUrl()}/hooks/${encodeURIComponent(params.name)}` });
  });
  server.get<Named>(path, ({ params }) => ({ items: hooks.named(params.name).deliveries() }));
  server.delete<Named>(path, ({ params }, reply) => {
    hooks.forget(params.name);
    return reply.code(204).send();
  });
}

function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}
