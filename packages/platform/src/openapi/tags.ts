/** Under these names @nestjs/swagger keeps its `@ApiTags` and `@ApiExcludeController`, which are honoured too. */
const tagsKey = 'swagger/apiUseTags';
const excludeKey = 'swagger/apiExcludeController';

/** The headings under which a controller's routes stand in the OpenAPI document; by default the service's name. */
export function Tags(...tags: string[]): ClassDecorator {
  return (controller) => Reflect.defineMetadata(tagsKey, tags, controller);
}

export function tagsOf(controller: object): string[] | undefined {
  return Reflect.getMetadata(tagsKey, controller.constructor) as string[] | undefined;
}

export function isExcluded(controller: object): boolean {
  return Reflect.hasMetadata(excludeKey, controller.constructor);
}
