import { permissions, routes } from '@crm/events';
import { Matches, registerDecorator, type ValidationOptions } from 'class-validator';

/** Short, as a token carries everything that its user may do. */
const form = /^(?=.{3,40}$)[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/;

export function IsPermission(options: ValidationOptions = {}): PropertyDecorator {
  const message =
    '$property must be resource:action in 3 to 40 lower-case letters, digits and hyphens, each part beginning with a letter';
  return Matches(form, { message, ...options });
}

const taken: ReadonlySet<string> = new Set([...permissions.map(resourceOf), ...Object.values(routes).flat()]);

/** The resource is none of the platform's: a permission of ours that is yet to come means nothing that a tenant made. */
export function IsOfOwnResource(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isOfOwnResource',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => !taken.has(resourceOf(String(value))),
        defaultMessage: () => `${String(property)} must name a resource of your own and none of the platform's`,
      },
    });
}

function resourceOf(permission: string): string {
  return permission.split(':', 1)[0] ?? '';
}
