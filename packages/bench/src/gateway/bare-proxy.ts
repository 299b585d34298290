import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';
import { tellParent } from '../measure/tell-parent.js';

/** A process that hands everything on and asks nothing. */
const server = Fastify();
await server.register(httpProxy, { upstream: process.env['UPSTREAM'] ?? '', undici: { connections: 256 } });
tellParent(await server.listen({ host: '127.0.0.1', port: 0 }));
