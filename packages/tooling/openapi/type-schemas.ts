import type { Schema } from '@crm/platform';
import ts from 'typescript';
import type { ComponentNames } from './component-names.ts';
import { isDiscriminated } from './discriminated.ts';
import { orNull, union } from './union.ts';

/** JSON Schemas of types, as `JSON.stringify` shows their values. */
export class TypeSchemas {
  readonly components: Record<string, Schema> = {};
  private readonly inlined: ts.Type[] = [];
  private readonly checker: ts.TypeChecker;
  private readonly names: ComponentNames;

  constructor(checker: ts.TypeChecker, names: ComponentNames) {
    this.checker = checker;
    this.names = names;
  }

  /** @throws an Error for what JSON has no form for */
  of(type: ts.Type): Schema {
    const name = ownName(type);
    if (name) return this.ref(name, type);
    if (type.isUnion()) return this.unionOf(type);
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral()) return { type: 'string', const: type.value };
    if (type.isNumberLiteral()) return { type: 'number', const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { type: 'boolean', const: this.checker.typeToString(type) === 'true' };
    }
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.isIntersection()) {
      const primitive = type.types.find(({ flags }) => !(flags & ts.TypeFlags.Object));
      if (primitive) return this.of(primitive);
    }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.inline(type);
    throw new Error(`JSON has no form for ${this.checker.typeToString(type)}.`);
  }

  private ref(symbol: ts.Symbol, type: ts.Type): Schema {
    const name = this.names.of(symbol);
    if (!(name in this.components)) {
      this.components[name] = {};
      // What is under a name ends every recursion, so what is in place around it may come again.
      const around = this.inlined.splice(0);
      const schema = type.isUnion() ? this.unionOf(type) : this.structureOf(type);
      this.inlined.push(...around);
      this.components[name] = { ...descriptionOf(symbol, this.checker), ...schema };
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  private inline(type: ts.Type): Schema {
    if (this.inlined.includes(type)) {
      throw new Error(`${this.checker.typeToString(type)} contains itself: give it a name without type arguments.`);
    }
    this.inlined.push(type);
    const schema = this.structureOf(type);
    this.inlined.pop();
    return schema;
  }

  private structureOf(type: ts.Type): Schema {
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference).map((item) => this.of(item));
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
    }
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: item ? this.of(item) : {} };
    }
    const toJson = type.getProperty('toJSON');
    if (toJson) {
      const [signature] = this.checker.getTypeOfSymbol(toJson).getCallSignatures();
      if (signature) return this.of(signature.getReturnType());
    }
    return this.membersOf(type);
  }

  private membersOf(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of this.checker.getPropertiesOfType(type)) {
      const value = this.checker.getTypeOfSymbol(member);
      // JSON leaves methods out.
      if (value.getCallSignatures().length > 0) continue;
      properties[member.name] = { ...this.of(value), ...descriptionOf(member, this.checker) };
      if (!(member.flags & ts.SymbolFlags.Optional) && !mayBeUndefined(value)) required.push(member.name);
    }
    const [index] = this.checker.getIndexInfosOfType(type);
    const more = index && this.of(index.type);
    return {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(more ? { additionalProperties: Object.keys(more).length > 0 ? more : true } : {}),
    };
  }

  private unionOf(type: ts.UnionType): Schema {
    // What is left without null and undefined has its own name again.
    const bare = this.checker.getNonNullableType(type);
    if (bare !== type) {
      const isNullable = type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
      return isNullable ? orNull(this.of(bare)) : this.of(bare);
    }
    return union(
      type.types.map((one) => this.of(one)),
      isDiscriminated(type.types, this.checker) ? 'oneOf' : 'anyOf',
    );
  }
}

/** The name by which our own sources know a structure; what libraries name and what has type arguments is shown in place. */
function ownName(type: ts.Type): ts.Symbol | undefined {
  const structured =
    type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) ||
    (type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Object));
  if (!structured) return undefined;
  if (type.aliasSymbol) return type.aliasTypeArguments ? undefined : ofOurs(type.aliasSymbol);
  const named = type.isClassOrInterface() && !type.typeParameters;
  return named ? ofOurs(type.symbol) : undefined;
}

function ofOurs(symbol: ts.Symbol): ts.Symbol | undefined {
  return symbol.declarations?.some((one) => !one.getSourceFile().fileName.includes('/node_modules/'))
    ? symbol
    : undefined;
}

function mayBeUndefined(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
}

function descriptionOf(symbol: ts.Symbol, checker: ts.TypeChecker): Schema {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ');
  return description ? { description } : {};
}
