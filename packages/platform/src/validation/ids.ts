import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';

/** A list of UUIDs, `most` at most; in a query the parameter is repeated. */
export const Ids = (most: number): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(most), IsUUID(undefined, { each: true }));
