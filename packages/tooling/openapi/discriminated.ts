import ts from 'typescript';

/** Whether a literal that each of the structures has tells which one a value is. */
export function isDiscriminated(types: readonly ts.Type[], checker: ts.TypeChecker): boolean {
  const [first, ...others] = types;
  if (!first || others.length === 0) return false;
  return first.getProperties().some(({ name }) => {
    const literals = types.map((one) => literalsOf(one.getProperty(name), checker));
    return literals.every((some) => some.length > 0) && new Set(literals.flat()).size === literals.flat().length;
  });
}

function literalsOf(member: ts.Symbol | undefined, checker: ts.TypeChecker): unknown[] {
  if (!member) return [];
  const type = checker.getTypeOfSymbol(member);
  const values = type.isUnion() ? type.types : [type];
  return values.every((value) => value.isLiteral()) ? values.map(({ value }) => value) : [];
}
