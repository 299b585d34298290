import { Controller, Get, Patch } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../test/problem.js';
import { startTiny, type TinyService } from '../../test/tiny-service.js';
import { RequiresPermission } from '../identity/access-decorators.js';
import { assertVersion, IfMatch } from './etag.js';

@Controller('v1/widget')
class WidgetController {
  @Get()
  @RequiresPermission('widgets:read')
  get() {
    return { name: 'a', version: 3 };
  }

  @Patch()
  @RequiresPermission('widgets:write')
  change(@IfMatch() expected: number | undefined) {
    assertVersion(3, expected);
    return { version: 4, expected: expected ?? null };
  }
}

let tiny: TinyService;
beforeAll(async () => {
  tiny = await startTiny({ controllers: [WidgetController] });
});
afterAll(() => tiny.stop());

const change = (ifMatch?: string) =>
  tiny.fetch('/v1/widget', { method: 'PATCH', headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });

describe('a version', () => {
  it('is told as an etag and compared with If-Match', async () => {
    const etag = (await tiny.fetch('/v1/widget')).headers.get('etag');
    expect(etag).toBe('"3"');
    const changed = await change(etag ?? '');
    expect(changed.headers.get('etag')).toBe('"4"');
    expect(await changed.json()).toEqual({ version: 4, expected: 3 });
    expect((await change()).status).toBe(200);
    expect((await change('*')).status).toBe(200);
  });

  it('that is older is refused', async () => {
    expect(await problem(await change('"2"'))).toMatchObject({ status: 412, code: 'version-mismatch', version: 3 });
  });

  it.each(['3', 'W/"3"', '"a"', '"3", "4"', '"-1"'])('that cannot be read is refused: %s', async (header) => {
    expect(await problem(await change(header))).toMatchObject({ status: 400, errors: [{ field: 'If-Match' }] });
  });
});
