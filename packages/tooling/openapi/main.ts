import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answersFiles, textOf } from './answers-files.ts';
import { repositoryRoot } from './open-program.ts';

for (const [file, answers] of answersFiles()) {
  const path = join(repositoryRoot, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, textOf(answers));
  process.stdout.write(`${file}: ${Object.keys(answers.operations).length} routes\n`);
}
