import { type ServiceName, serviceNames } from '../links.js';
import { WrongUsage } from './program.js';

export function serviceNamed(name: string): ServiceName {
  const found = serviceNames.find((one) => one === name);
  if (!found) throw new WrongUsage(`No service is called "${name}". There are: ${serviceNames.join(', ')}.`);
  return found;
}
