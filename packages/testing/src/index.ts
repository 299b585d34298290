export * from './eventually.js';
export * from './outside/start-outside.js';
export * from './parts/parts.js';
export * from './service/broker-world.js';
export * from './service/callers.js';
export * from './service/client.js';
export * from './service/peers.js';
export * from './service/test-service.js';
