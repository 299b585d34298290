import { join } from 'node:path';
import type { Answers, Schema } from '@crm/platform';
import ts from 'typescript';
import { ComponentNames } from './component-names.ts';
import { inputNames } from './input-names.ts';
import { repositoryRoot } from './open-program.ts';
import { type Route, routesOf } from './routes.ts';
import { TypeSchemas } from './type-schemas.ts';

export interface PackageAnswers extends Answers {
  readonly names: ComponentNames;
  /** The routes that send no JSON. */
  readonly silent: readonly Route[];
}

/** What the routes of a package answer with; `shared` are the names of one whose routes stand in the same document. */
export function answersOf(program: ts.Program, folder: string, shared?: ComponentNames): PackageAnswers {
  const checker = program.getTypeChecker();
  const sources = join(repositoryRoot, folder, 'src/');
  const routes = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(sources))
    .flatMap(routesOf)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const names = new ComponentNames(['Problem', ...inputNames(routes, checker)], shared);
  const schemas = new TypeSchemas(checker, names);
  const operations: Record<string, Schema> = {};
  const silent: Route[] = [];
  for (const route of routes) {
    const answer = answerOf(route, checker);
    if (route.key in operations) throw new Error(`${folder} has two routes named ${route.key}.`);
    if (isJson(answer)) operations[route.key] = schemas.of(answer);
    else silent.push(route);
  }
  return { operations, schemas: sorted(schemas.components), names, silent };
}

function answerOf({ key, method }: Route, checker: ts.TypeChecker): ts.Type {
  const signature = checker.getSignatureFromDeclaration(method);
  const answer = signature && checker.getAwaitedType(signature.getReturnType());
  if (!answer) throw new Error(`What ${key} returns cannot be told.`);
  return answer;
}

/** Fastify sends strings and streams as they are. */
function isJson(type: ts.Type): boolean {
  const asItIs = type.flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.StringLike);
  return !asItIs && type.symbol?.name !== 'StreamableFile';
}

function sorted(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}
