import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsoleBrowser } from '../scenarios/harness/browser.ts';
import { fileOf, type Look, statesOf } from './looks.ts';
import { screenStates } from './states.ts';
import type { Subject } from './subjects.ts';

/** Screens on one sheet: a row each, a column a state. */
const rows = 4;

/** Sheets of small pictures, to look at many at once. */
export async function makeSheets(
  browser: ConsoleBrowser,
  folder: string,
  subjects: readonly Subject[],
  look: Look,
): Promise<void> {
  const width = look.width === 390 ? 250 : 460;
  const cell = (file: string) =>
    !existsSync(join(folder, file))
      ? '<td>none</td>'
      : `<td><img width="${width}" src="data:image/png;base64,${readFileSync(join(folder, file)).toString('base64')}"></td>`;
  for (let first = 0; first < subjects.length; first += rows) {
    const lines = subjects
      .slice(first, first + rows)
      .map((subject) => {
        const cells = statesOf(subject)
          .map((state) => cell(fileOf(subject, state, look)))
          .join('');
        return `<tr><th colspan="${screenStates.length}">${subject.name} · ${statesOf(subject).join(' · ')}</th></tr><tr>${cells}</tr>`;
      })
      .join('');
    const page = await browser.blank({ width: (width + 8) * screenStates.length + 16, height: 400 });
    await page.setContent(`<table style="font: 14px sans-serif; text-align: left">${lines}</table>`);
    const number = String(first / rows + 1).padStart(2, '0');
    await page.screenshot({ path: join(folder, `sheet.${look.width}.${look.theme}.${number}.png`), fullPage: true });
    await page.context().close();
  }
}
