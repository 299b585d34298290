import { expect, test } from 'vitest';
import { consoleLink } from '../console-link.js';
import { render } from './engines.js';
import { invitationLetter } from './invitation.js';
import { digestLetter, noticeLetter } from './notice.js';

const expiresAt = '2030-01-02T03:04:05.000Z';
const hrefOf = (link: string): string => consoleLink('https://portal.example', 'acme', link);
const href = 'https://portal.example/console/t/acme/open?link=%2Fv1%2Fx';

test('what is filled in is shown as it is, and is neither markup nor template', () => {
  const name = `<script>alert("x")</script> {{ 7 | times: 7 }} {% raw %} O'Neil & Söhne`;
  const { html, text } = invitationLetter({ name, role: 'member', url: 'https://portal.example/a?b=1&c=2', expiresAt });
  expect(text).toContain(`Welcome, ${name}`);
  expect(html).toContain(
    '&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; {{ 7 | times: 7 }} {% raw %} O&#39;Neil &amp; Söhne',
  );
  expect(html).toContain('href="https://portal.example/a?b=1&amp;c=2"');
  expect(html).not.toContain('<script>');
  expect(text).toContain('Accept the invitation: https://portal.example/a?b=1&c=2');
  expect(text).toContain('until 2030-01-02 03:04 UTC');
});

test('a notice keeps its lines, and its link leads to the console', () => {
  const { html, text } = noticeLetter({ title: 'One', text: 'First <b>\nSecond', link: '/v1/x' }, hrefOf);
  expect(text).toBe(`One\n\nFirst <b>\nSecond\n\nOpen in the console: ${href}\n`);
  expect(html).toMatch(/First &lt;b&gt;<br \/>\nSecond/);
  expect(html).toContain(`<a href="${href}">Open in the console</a>`);
  expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
  expect(noticeLetter({ title: 'One', text: 'Two', link: null }, hrefOf).html).not.toContain('href');
});

test('a digest holds its notices in order', () => {
  const notices = ['One', 'Two'].map((title) => ({ title, text: `Text of ${title}.`, link: null }));
  expect(digestLetter(notices, hrefOf).text).toBe(
    'What has happened since your last digest:\n\nOne\n\nText of One.\n\nTwo\n\nText of Two.\n',
  );
});

test('a template that names what is not there fails', () => {
  expect(() => render({ html: '{{ nobody }}', text: '' }, {})).toThrow('nobody');
  expect(() => render({ html: '{{ "x" | shout }}', text: '' }, {})).toThrow('shout');
});
