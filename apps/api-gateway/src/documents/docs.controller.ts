import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NotFound, Undocumented, Unguarded } from '@crm/platform';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { contentSecurityPolicy, page, startScript } from './docs-page.js';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const types: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** The reference, for people: a page that reads `/openapi.json`. */
@Undocumented()
@Controller()
export class DocsController {
  @Get()
  @Unguarded()
  links(): Record<string, string> {
    return {
      name: 'Customer management platform',
      docs: '/docs',
      openapi: '/openapi.json',
      signIn: '/v1/auth/sign-in',
    };
  }

  @Get('docs')
  @Unguarded()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', contentSecurityPolicy)
  @Header('x-content-type-options', 'nosniff')
  page(): string {
    return page;
  }

  @Get('docs/start.js')
  @Unguarded()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  start(): string {
    return startScript;
  }

  @Get('docs/:asset')
  @Unguarded()
  @Header('cache-control', 'public, max-age=86400')
  @Header('x-content-type-options', 'nosniff')
  asset(@Param('asset') asset: string): StreamableFile {
    const type = Object.hasOwn(types, asset) ? types[asset] : undefined;
    if (type === undefined) throw new NotFound();
    return new StreamableFile(createReadStream(join(assets, asset)), { type });
  }
}
