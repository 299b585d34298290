import { commands, type ServiceName, serviceNames } from '@crm/events';

/** Whom each service may call: what the commands declare, and everybody for the gateway, which proxies to all. */
export function calleesOf(service: ServiceName): ServiceName[] {
  if (service === 'api-gateway') return serviceNames.filter((name) => name !== service);
  const declared = Object.values(commands).filter(({ caller }) => [caller].flat().includes(service));
  return serviceNames.filter((name) => declared.some(({ callee }) => [callee].flat().includes(name)));
}

export function callersOf(service: ServiceName): ServiceName[] {
  return serviceNames.filter((name) => calleesOf(name).includes(service));
}
