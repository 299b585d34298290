import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { getMetadataStorage } from 'class-validator';
import type { Operation } from '../identity/route-rules.js';
import type { SchemaClass } from './schemas.js';

/** The classes of the body and of the query of a controller's method, where it takes them as a whole. */
export function inputClasses({ controller, method }: Operation): { body?: SchemaClass; query?: SchemaClass } {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller.constructor, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller, method) ?? []) as unknown[];
  const classOf = (kind: RouteParamtypes): SchemaClass | undefined => {
    const entry = Object.entries(args).find(([key, { data }]) => key.startsWith(`${kind}:`) && data === undefined);
    const type = entry && types[entry[1].index];
    return isValidated(type) ? type : undefined;
  };
  const body = classOf(RouteParamtypes.BODY);
  const query = classOf(RouteParamtypes.QUERY);
  return { ...(body ? { body } : {}), ...(query ? { query } : {}) };
}

function isValidated(type: unknown): type is SchemaClass {
  if (typeof type !== 'function') return false;
  return getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
}
