import { registerDecorator } from 'class-validator';

/**
 * Whether `value` names a time zone of the IANA database, as in `Europe/Berlin` or `UTC`. Offsets such as `+02:00` do
 * not: they know no summer time.
 */
export function isIanaTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

export function IsIanaTimeZone(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isIanaTimeZone',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isIanaTimeZone,
        defaultMessage: () => `${String(property)} must be an IANA time zone, as in Europe/Berlin`,
      },
    });
}
