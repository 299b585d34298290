import { Omittable, ValidationFailed } from '@crm/platform';
import { plainToInstance } from 'class-transformer';
import { IsString, IsUUID, Length, Matches, validateSync } from 'class-validator';
import { IsScope } from '../auth-clients/scope.js';

export class SimpleValue {
  @IsString() @Length(1, 200) username: string;
  @IsString() @Length(1, 4_096) passphrase: string;
}

export class ApiKeyValue {
  @IsString() @Length(1, 4_096) key: string;
  /** The header that the key goes into, where the provider wants one of its own. */
  @Omittable()
  @Matches(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/, { message: '$property must be the name of an HTTP header' })
  headerName?: string;
}

export class ClientCredentialsValue {
  @IsUUID() authClientId: string;
  /** Left out: the auth client's. */
  @Omittable() @IsScope() scope?: string;
}

const valueClasses = {
  simple: SimpleValue,
  'api-key': ApiKeyValue,
  'oauth2-client-credentials': ClientCredentialsValue,
} as const;

export type SecretType = keyof typeof valueClasses;
export const secretTypes = Object.keys(valueClasses) as SecretType[];

export type SecretValue = { [T in SecretType]: { type: T } & InstanceType<(typeof valueClasses)[T]> }[SecretType];

/** Takes what was given as the value of a secret. @throws 400 `validation-failed` with every broken rule */
export function readValue(type: SecretType, given: object): SecretValue {
  const value = plainToInstance<object, object>(valueClasses[type], given);
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length === 0) return { ...value, type } as SecretValue;
  throw new ValidationFailed(
    errors.flatMap(({ property, constraints = {} }) => {
      const field = `value.${property}`;
      return Object.entries(constraints).map(([rule, message]) =>
        rule === 'whitelistValidation'
          ? { field, rule: 'unknownField', message: `${field} is not known for the type ${type}` }
          : { field, rule, message },
      );
    }),
  );
}
