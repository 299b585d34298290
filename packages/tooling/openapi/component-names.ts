import { basename, dirname } from 'node:path';
import ts from 'typescript';

/** Which name a type has among the components of a document; one that is taken is led by the folder of its file. */
export class ComponentNames {
  private readonly types = new Map<string, ts.Symbol | 'an input'>();

  /** `inputs` are names that bodies have; `shared` are those of a package whose routes stand in the same document. */
  constructor(inputs: Iterable<string>, shared?: ComponentNames) {
    for (const [name, type] of shared?.types ?? []) this.types.set(name, type);
    for (const name of inputs) this.types.set(name, 'an input');
  }

  of(type: ts.Symbol): string {
    const folder = basename(dirname(type.declarations?.[0]?.getSourceFile().fileName ?? ''));
    for (const name of [type.name, pascal(folder) + type.name]) {
      const taken = this.types.get(name);
      if (taken === undefined) this.types.set(name, type);
      if (taken === undefined || taken === type) return name;
    }
    throw new Error(`Two types of this service are named ${type.name}, and both are in a folder ${folder}.`);
  }
}

function pascal(folder: string): string {
  return folder.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
