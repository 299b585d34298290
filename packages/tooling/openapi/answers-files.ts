import { globSync } from 'node:fs';
import { answersOf, type PackageAnswers } from './answers-of.ts';
import { openProgram, repositoryRoot } from './open-program.ts';

/** By the path of the file that holds them. */
export function answersFiles(): Map<string, PackageAnswers> {
  const program = openProgram();
  // The routes of its operations are every service's.
  const shared = answersOf(program, 'packages/events');
  const services = globSync('apps/*', { cwd: repositoryRoot }).sort();
  return new Map([
    [fileOf('packages/events'), shared],
    ...services.map((folder) => [fileOf(folder), answersOf(program, folder, shared.names)] as const),
  ]);
}

export function textOf({ operations, schemas }: PackageAnswers): string {
  return `${JSON.stringify({ operations, schemas }, undefined, 2)}\n`;
}

function fileOf(folder: string): string {
  return `${folder}/src/generated/answers.json`;
}
