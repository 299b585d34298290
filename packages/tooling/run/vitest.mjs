import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs one project of vitest.config.ts and answers its sums. A run that breaks off counts at least one failure. `env`
 * adds variables; GATEWAY_URL comes from there alone, so that a shell in which it is set changes no test.
 */
export async function runVitest(root, project, filters, env = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'crm-sums-'));
  const sumsFile = join(dir, 'sums.json');
  try {
    const { code, stopped } = await vitest(root, ['--project', project, '--passWithNoTests', ...filters], {
      ...env,
      CRM_TEST_SUMS: sumsFile,
    });
    const sums = readSums(sumsFile);
    return { ...sums, failed: code !== 0 && sums.failed === 0 ? 1 : sums.failed, stopped };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function vitest(root, args, env) {
  const bin = join(root, 'node_modules', '.bin');
  const script = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(root, 'packages', 'tooling', 'vitest.config.ts');
  const child = spawn(process.execPath, [script, 'run', '--config', config, ...args], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, GATEWAY_URL: undefined, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let stopped = false;
  const pass = (signal) => {
    stopped = true;
    child.kill(signal);
  };
  const signals = ['SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`Vitest could not be started: ${error.message}`)));
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve({ code: code ?? 1, stopped });
    });
  });
}

function readSums(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
