import { serviceEventNames, tellerOf } from '@crm/events';
import { expect, inject, test } from 'vitest';
import { eventually } from '../src/platform/eventually.js';
import { Platform } from '../src/platform/platform.js';
import { tellEveryName } from '../src/service-events/every-name.js';

interface Logged {
  readonly headers: { readonly name: string; readonly createdAt: number; readonly serviceName: string };
  readonly payload: { readonly tenant: string; readonly user?: string; readonly id?: string };
  readonly receivedAt: string;
}

test("each of the thirty-six service events is told once, is found in the tenant's log, and holds no secret", async () => {
  const platform = new Platform(inject('platformAt'));
  const { tenantId, canaries } = await tellEveryName(platform);
  const operator = (await platform.operator()).for(tenantId);
  const logged = await eventually(async () => {
    const { data } = await operator.get<{ data: Logged[] }>('/v1/logs?page[size]=1000');
    expect(data.map(({ headers }) => headers.name).sort()).toEqual([...serviceEventNames].sort());
    return data;
  });
  for (const { headers, payload, receivedAt } of logged) {
    expect([headers.name, headers.serviceName]).toEqual([headers.name, tellerOf(headers.name)]);
    expect(payload.tenant).toBe(tenantId);
    expect(payload.id).toBeTruthy();
    expect(Math.abs(Date.parse(receivedAt) - headers.createdAt)).toBeLessThan(60_000);
  }
  const everything = JSON.stringify(logged);
  for (const canary of canaries) expect(everything).not.toContain(canary);
});
