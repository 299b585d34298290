import { globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

export const repositoryRoot = resolve(import.meta.dirname, '../../..');
const configFile = resolve(import.meta.dirname, '../tsconfig.boundaries.json');

/** Everything that the services' controllers reach, as one program over the sources: nothing has to be built for it. */
export function openProgram(): ts.Program {
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
  const controllers = globSync('{apps,packages}/*/src/**/*.controller.ts', { cwd: repositoryRoot }).sort();
  return ts.createProgram(
    controllers.map((file) => join(repositoryRoot, file)),
    { ...options, noEmit: true },
  );
}
