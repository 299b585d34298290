import { join } from 'node:path';
import { runTurbo } from '../../../infra/local/bootstrap/build.mjs';
import { run } from '../../../infra/local/bootstrap/run.mjs';
import { runVitest } from './vitest.mjs';

const program = (root, name) => join(root, 'node_modules', '.bin', name);

/**
 * What is checked without running the platform, after the build: everything reads `dist`. Two lanes, one a core, while a
 * third sees to what the tests run on.
 */
const building = ['Building', (what, root, say) => runTurbo(what, 'build', root, say, ['--continue'])];
const lanes = [
  [['Type check, specs included', (what, root, say) => run(what, program(root, 'tsc'), tsc, { cwd: root, say })]],
  [
    ['Type check of the console', (what, root, say) => run(what, program(root, 'tsc'), web, { cwd: root, say })],
    ['Lint and format', (what, root, say) => run(what, program(root, 'biome'), biome, { cwd: root, say })],
    ['Boundaries', (what, root, say) => run(what, program(root, 'depcruise'), depcruise, { cwd: root, say })],
    ['What is made from the links', (what, root, say) => run(what, process.execPath, links, { cwd: root, say })],
  ],
  [['A broker and a browser', (_what, _root, say) => installServers(say)]],
];
const tsc = ['-p', join('packages', 'tooling', 'tsconfig.typecheck.json')];
const web = ['-p', join('packages', 'console')];
const biome = ['check', '.', '--error-on-warnings', '--colors=off'];
const depcruise = ['apps', 'packages', 'infra', '--config', join('packages', 'tooling', 'boundaries.config.mjs')];
const links = [join('packages', 'events', 'dist', 'cli', 'links.js'), '--check'];

const local = new URL('../../../infra/local/dist/index.js', import.meta.url).href;

async function installServers(say) {
  const { ensureChromium, ensureRabbitInstalled } = await import(local);
  await ensureRabbitInstalled(say);
  await ensureChromium(say);
}

/** Round after round, each project with servers of its own. Scenarios and interop mostly wait, so they wait together. */
const rounds = [['specs'], ['scenarios', 'interop'], ['faults']];

/**
 * Runs everything, whatever fails on the way, and ends with a line `N passed, N failed`: the sums over all tests, where
 * a failed static check counts as one that failed. `filters` narrow it to specs whose path contains one of them; the
 * static checks but for the build are left out then. Answers the exit code.
 */
export async function runChecks(root, filters, say) {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  const timed = async (what, work) => {
    const started = Date.now();
    const outcome = await work();
    lines.push(`  ${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${what}: ${outcome}`);
  };
  const look = ([what, check]) =>
    timed(what, () =>
      check(what, root, say).then(
        () => 'in order',
        (error) => {
          say(error.message);
          sums.failed++;
          return 'FAILED';
        },
      ),
    );
  await look(building);
  if (filters.length === 0) {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const check of lane) await look(check);
      }),
    );
  }
  let stopped = false;
  const test = async (project) => {
    const { passed, failed, skipped, ...how } = await runVitest(root, project, filters);
    stopped ||= how.stopped;
    sums.passed += passed;
    sums.failed += failed;
    sums.skipped += skipped;
    return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  };
  for (const projects of rounds) {
    if (stopped) break;
    say(`\nTests: ${projects.join(' and ')}`);
    await Promise.all(projects.map((project) => timed(project, () => test(project))));
  }
  if (sums.passed + sums.failed === 0) {
    say(`No test was found${filters.length > 0 ? ` whose path contains ${filters.join(' or ')}` : ''}.`);
    sums.failed++;
  }
  say(['', ...lines, '', `${sums.passed} passed, ${sums.failed} failed`].join('\n'));
  return sums.failed === 0 ? 0 : 1;
}
