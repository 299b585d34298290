import ts from 'typescript';

export interface Route {
  /** Controller and method as in the service's operation ids: `Widgets_list`. */
  readonly key: string;
  readonly method: ts.MethodDeclaration;
}

const verbs = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/** The routes of a file's controllers that an OpenAPI document shows. */
export function routesOf(file: ts.SourceFile): Route[] {
  return file.statements
    .filter(ts.isClassDeclaration)
    .filter((one) => decoratorsOf(one).includes('Controller') && !decoratorsOf(one).includes('Undocumented'))
    .flatMap((controller) =>
      controller.members
        .filter(ts.isMethodDeclaration)
        .filter((method) => decoratorsOf(method).some((name) => verbs.has(name)))
        .map((method) => ({
          key: `${controller.name?.text.replace(/Controller$/, '')}_${method.name.getText(file)}`,
          method,
        })),
    );
}

/** Names of the decorators, as in `Get` of `@Get(':id')`. */
export function decoratorsOf(node: ts.HasDecorators): string[] {
  return (ts.getDecorators(node) ?? []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );
}
