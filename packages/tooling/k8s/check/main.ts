/** `npm run check:k8s`: exit code 0 when both overlays are in order. `--write` brings the generated files up to date. */
import { staleFiles, writeGeneratedFiles } from '../generate/generated-files.ts';
import { overlays } from '../layout.ts';
import { checkObjects } from './check-objects.ts';
import { expectedSecrets } from './expected-secrets.ts';
import { render } from './render.ts';
import { serviceConfigs } from './service-configs.ts';

try {
  if (process.argv.includes('--write')) writeGeneratedFiles();
  const problems = staleFiles();
  const known = { secrets: expectedSecrets(), configs: await serviceConfigs() };
  for (const overlay of overlays) {
    const objects = render(overlay);
    const found = await checkObjects(objects, known);
    problems.push(...found.map((text) => `${overlay}: ${text}`));
    console.log(`${overlay}: ${objects.length} objects, ${found.length} problems`);
  }
  for (const problem of problems) console.error(problem);
  process.exit(problems.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
