import ts from 'typescript';
import { decoratorsOf, type Route } from './routes.ts';

/** Names of the classes that bodies are read with, and of those in them: the service describes these itself. */
export function inputNames(routes: readonly Route[], checker: ts.TypeChecker): Set<string> {
  const names = new Set<string>();
  const add = (type: ts.Type): void => {
    if (type.isUnion()) type.types.forEach(add);
    else if (checker.isArrayType(type)) checker.getTypeArguments(type as ts.TypeReference).forEach(add);
    else if (type.isClass() && !names.has(type.symbol.name)) {
      names.add(type.symbol.name);
      for (const member of checker.getPropertiesOfType(type)) add(checker.getTypeOfSymbol(member));
    }
  };
  for (const parameter of routes.flatMap(({ method }) => [...method.parameters])) {
    if (decoratorsOf(parameter).includes('Body')) add(checker.getTypeAtLocation(parameter));
  }
  return names;
}
