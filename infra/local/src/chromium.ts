import { existsSync } from 'node:fs';
import { canUseApt, installWithApt } from './apt.js';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/** Without fonts, names in other scripts are boxes. */
const PACKAGES = ['chromium', 'fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji'] as const;

const find = (): string | undefined => PLACES.find((path) => existsSync(path));

/**
 * Path of a Chromium, which is installed with apt-get where that is possible (root on Debian or Ubuntu; about a minute).
 * CHROMIUM names another one.
 */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const named = process.env['CHROMIUM'] ?? find();
  if (named) return named;
  let reason = 'apt-get needs root on Debian or Ubuntu';
  if (canUseApt()) {
    say('Installing Chromium with apt-get (about a minute)');
    reason = await installWithApt(PACKAGES).then(
      () => 'it is not where it should be',
      (error: Error) => error.message,
    );
  }
  const installed = find();
  if (installed) return installed;
  throw new Error(
    `There is no Chromium here and none could be had (${reason}). Install it, or set CHROMIUM to its path.`,
  );
}
