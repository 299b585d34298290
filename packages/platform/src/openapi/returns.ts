import { addRouteRules } from '../identity/route-rules.js';

type ViewClass = new () => object;

export interface Returned {
  readonly view: ViewClass;
  readonly shape: 'one' | 'list' | 'page';
}

/**
 * Names what a route answers with, for its OpenAPI document only. `view` is a class whose properties carry
 * class-validator decorators; `'page'` wraps it as `Page<View>` does, `'list'` in an array.
 */
export function Returns(view: ViewClass, shape: Returned['shape'] = 'one'): MethodDecorator {
  return (target, property, descriptor) => addRouteRules(target, property, descriptor, { returns: { view, shape } });
}
