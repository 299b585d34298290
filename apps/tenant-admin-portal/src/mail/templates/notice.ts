import type { NoticeLine } from '../mail-content.js';
import { type Letter, letterOf, type Part } from './letter.js';

/** @param publicUrl base of the links, which are stored as paths */
export function noticeLetter(notice: NoticeLine, publicUrl: string): Letter {
  return letterOf(partsOf(notice, publicUrl));
}

/** Several notices as one letter, oldest first. */
export function digestLetter(notices: readonly NoticeLine[], publicUrl: string): Letter {
  return letterOf([
    { paragraph: 'What has happened since your last digest:' },
    ...notices.flatMap((notice) => partsOf(notice, publicUrl)),
  ]);
}

function partsOf({ title, text, link }: NoticeLine, publicUrl: string): Part[] {
  return [
    { heading: title },
    { paragraph: text },
    ...(link === null ? [] : [{ link: new URL(link, publicUrl).href, words: 'Have a look' }]),
  ];
}
