import { registerDecorator } from 'class-validator';

const longest = 2_048;

function isWebhookUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longest || !URL.canParse(value)) return false;
  const { protocol, username, password, hash } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hash === '';
}

/** An absolute http or https URL; no credentials, since they would be stored and shown in the clear. */
export function IsWebhookUrl(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isWebhookUrl',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isWebhookUrl,
        defaultMessage: () =>
          `$property must be an http or https URL of at most ${longest} characters, without credentials and fragment`,
      },
    });
}
