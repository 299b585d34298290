import type { RouteOptions } from 'fastify';
import type { RouteRules } from '../identity/route-rules.js';
import { isUndocumented } from './tags.js';

export interface ServedRoute {
  readonly method: string;
  /** As the router knows it, as in `/v1/widgets/:id`. */
  readonly path: string;
  readonly rules: RouteRules;
}

/** The routes of controllers, one for each method; HEAD follows GET and needs no mention. */
export function servedRoutes(route: RouteOptions): ServedRoute[] {
  const rules = route.config?.crm;
  if (!rules?.operation || isUndocumented(rules.operation.controller)) return [];
  const methods = [route.method].flat().filter((method) => method !== 'HEAD');
  return methods.map((method) => ({ method, path: route.url, rules }));
}
