import { registerDecorator } from 'class-validator';

const longest = 2_048;

function isOutsideUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longest || !URL.canParse(value)) return false;
  const { protocol, username, password, hash } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
}

/** An absolute http or https URL; no credentials, since they would be stored and shown in the clear. */
function IsOutsideUrl(name: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isOutsideUrl,
        defaultMessage: () =>
          `$property must be an http or https URL of at most ${longest} characters, without credentials and fragment`,
      },
    });
}

export const IsWebhookUrl = (): PropertyDecorator => IsOutsideUrl('isWebhookUrl');

/** RFC 6749 section 3.2: a token endpoint may have a query and has no fragment. */
export const IsTokenUrl = (): PropertyDecorator => IsOutsideUrl('isTokenUrl');
