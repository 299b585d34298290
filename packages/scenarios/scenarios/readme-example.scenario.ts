import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { patternOf, stepsIn } from '../harness/readme-steps.js';

const readme = resolve(import.meta.dirname, '../../../README.md');
const steps = stepsIn(readFileSync(readme, 'utf8'), 'Using the API');
const end = '@@ end of step @@';

/** Typed into one bash as it stands in the README, the example prints what the README says. */
describe("the README's example works as it stands there", () => {
  let printed: string[];

  beforeAll(async () => {
    const { gatewayUrl, outsideUrl, operator } = inject('platformAt');
    const script = steps.map((step) => `${step.script}\nprintf '%s\\n' '${end}'`).join('\n');
    const bash = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
      env: {
        PATH: process.env['PATH'],
        GATEWAY_URL: gatewayUrl,
        OUTSIDE_URL: outsideUrl,
        OPERATOR_EMAIL: operator.email,
        OPERATOR_PASSWORD: operator.password,
      },
    });
    const [output, errors] = await Promise.all([text(bash.stdout), text(bash.stderr), once(bash, 'close')]);
    printed = output.split(`${end}\n`);
    // The step that failed shows why instead of what it should print.
    printed.push(`${printed.pop()}${errors}`);
  });

  test('it has steps', () => {
    expect(steps.length).toBeGreaterThan(5);
  });

  test.each(steps.map((step, index) => [step.title, step.printed, index] as const))('%s', (_title, promised, index) => {
    expect(printed[index]?.trimEnd() ?? 'It was not reached.').toMatch(patternOf(promised));
  });
});
