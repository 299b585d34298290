import type { TestClient } from '@crm/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Portal } from './portal.js';

let portal: Portal;
let visitor: TestClient;

beforeAll(async () => {
  portal = await Portal.start();
  visitor = await portal.service.anonymous();
});
afterAll(() => portal.stop());

it('shows the page at every address of the console, which loads nothing from anywhere else', async () => {
  for (const path of ['/console', '/console/', '/console/t/some-tenant/customers?q=%3Cscript%3E']) {
    const { status, headers, body } = await visitor.get<string>(path);
    expect(status).toBe(200);
    expect(body).toContain('<div id="root"></div>');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain('unsafe');
  }
});

it('gives the files that the page names, small and to be kept', async () => {
  const { body } = await visitor.get<string>('/console/');
  const names = [...body.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, name]) => name ?? '');
  expect(names.filter((name) => name.endsWith('.js'))).not.toEqual([]);
  expect(names.filter((name) => name.endsWith('.css'))).toHaveLength(1);
  for (const name of names) {
    const { status, headers } = await visitor.get(name, { headers: { 'accept-encoding': 'gzip' } });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    if (/\.(js|css)$/.test(name)) expect(headers.get('content-encoding')).toBe('gzip');
  }
});

it('has no other files', async () => {
  for (const path of ['/console/assets/absent.js', '/console/assets/..%2f..%2fpackage.json']) {
    expect((await visitor.get(path)).status).toBe(404);
  }
});
