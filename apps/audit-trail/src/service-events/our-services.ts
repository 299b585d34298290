import { serviceNames } from '@crm/events';

export function isOurService(serviceName: string): boolean {
  return (serviceNames as readonly string[]).includes(serviceName);
}
