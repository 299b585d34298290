/**
 * Who may import whom: apps -> events -> platform, and apps -> bounces; testing stands on all and only specs import it.
 * Names are the sentences that a violation is reported with. Rules match the TypeScript sources, from the root of the
 * repository.
 */
const specs = '\\.(spec|scenario|fault)\\.ts$|^(apps|packages)/[^/]+/(test|scenarios|faults)/';

export default {
  forbidden: [
    {
      name: 'no-app-imports-another-app',
      comment: 'Apps talk by events and by declared commands; what two of them need belongs into a package.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-and-the-runner-never-import-an-app',
      comment: 'apps -> events -> platform, never back. Scenarios speak HTTP; the runner starts processes.',
      severity: 'error',
      from: { path: '^(packages|infra)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'events-stands-on-platform-alone',
      severity: 'error',
      from: { path: '^packages/events/src/', pathNot: specs },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/(events|platform)/' },
    },
    {
      name: 'platform-stands-on-nothing-of-ours',
      severity: 'error',
      from: { path: '^packages/platform/src/', pathNot: specs },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/platform/' },
    },
    {
      name: 'bounces-stands-on-nothing-of-ours',
      severity: 'error',
      from: { path: '^packages/bounces/src/', pathNot: specs },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/bounces/' },
    },
    {
      name: 'apps-stand-on-events-platform-and-bounces-alone',
      severity: 'error',
      from: { path: '^apps/', pathNot: specs },
      to: { path: '^(packages|infra)/', pathNot: '^packages/(events|platform|bounces)/' },
    },
    {
      name: 'only-specs-import-testing',
      comment: 'What boots real services for specs has no place in what runs.',
      severity: 'error',
      from: { pathNot: `${specs}|^packages/testing/` },
      to: { path: '^packages/testing/', pathNot: '^packages/testing/src/outside/' },
    },
    {
      name: 'scenarios-import-contracts-and-nothing-else-of-ours',
      comment:
        'They speak HTTP to the platform, so that they hold against any installation. Faults also break its parts.',
      severity: 'error',
      from: { path: '^packages/scenarios/(src|scenarios)/' },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/(scenarios|events)/' },
    },
    {
      name: 'the-console-knows-the-api-alone',
      comment: 'It runs in browsers: nothing of ours comes in but types made from the API.',
      severity: 'error',
      from: { path: '^packages/console/src/' },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/console/src/' },
    },
    {
      name: 'what-runs-imports-no-spec',
      severity: 'error',
      from: { path: '^(apps|packages|infra)/', pathNot: specs },
      to: { path: '\\.(spec|scenario|fault)\\.ts$|^apps/[^/]+/test/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea, or hide a third. Types, and what loads later, may point back.',
      severity: 'error',
      from: { path: '^(apps|packages|infra)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'what-is-imported-exists',
      severity: 'error',
      from: {},
      // A plug-in of the console's build makes the rest.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'what-runs-is-a-dependency-of-its-own-package',
      comment:
        'An image holds the dependencies of package.json and no others. The console is built into files that hold theirs.',
      severity: 'error',
      from: { path: '^(apps|packages|infra)/[^/]+/src/', pathNot: `${specs}|^packages/console/` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // Sources only: what is built would show each violation twice.
    exclude: { path: '(^|/)(dist|refused-[^/]+)/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'packages/tooling/tsconfig.boundaries.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
