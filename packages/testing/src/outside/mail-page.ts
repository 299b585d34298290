import type { CaughtMail } from './mailbox.js';

const shown = 200;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The newest mails as a page for people. */
export function mailPage(mails: readonly CaughtMail[]): string {
  const articles = mails
    .slice(-shown)
    .reverse()
    .map(
      (mail) => `<details><summary><time>${mail.at.slice(11, 19)}</time> <b>${escaped(mail.subject)}</b>
 to ${escaped(mail.to.join(', '))}</summary><pre>${escaped(mail.text)}</pre>
<p>${mail.links.map((link) => `<a href="${escaped(link)}">${escaped(link)}</a>`).join('<br>')}</p></details>`,
    );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Caught mail</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
details{border-bottom:1px solid #ddd;padding:.5rem 0}summary{cursor:pointer}time{color:#667}pre{white-space:pre-wrap}</style>
<h1>Caught mail</h1><p>${mails.length} mails, newest first. Nothing here has left this machine.</p>
${articles.join('\n')}</html>`;
}
