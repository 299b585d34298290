import { ValidateIf } from 'class-validator';

/** The property may be left out, but unlike with `@IsOptional()` it may not be null. */
export const Omittable = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
