const tagsKey = Symbol('the tags of a controller');
const undocumentedKey = Symbol('a controller that no document shows');

/** The headings under which a controller's routes stand in the OpenAPI document; by default the service's name. */
export function Tags(...tags: string[]): ClassDecorator {
  return (controller) => Reflect.defineMetadata(tagsKey, tags, controller);
}

export function tagsOf(controller: object): string[] | undefined {
  return Reflect.getMetadata(tagsKey, controller.constructor) as string[] | undefined;
}

/** Keeps a controller's routes out of the OpenAPI document: pages, and what only other services call. */
export function Undocumented(): ClassDecorator {
  return (controller) => Reflect.defineMetadata(undocumentedKey, true, controller);
}

export function isUndocumented(controller: object): boolean {
  return Reflect.hasMetadata(undocumentedKey, controller.constructor);
}
