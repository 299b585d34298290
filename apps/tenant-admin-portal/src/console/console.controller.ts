import { Anonymous, NotFound, Undocumented } from '@crm/platform';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ConsoleFile, ConsoleFiles } from './console-files.js';
import { pageHeaders } from './page-headers.js';

/** The web application: its files, and for every other address below its own the page, which knows what to show there. */
@Undocumented()
@Controller('console')
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get()
  @Anonymous()
  page(@Headers('accept-encoding') encodings: string | undefined, @Res() reply: FastifyReply): void {
    this.send(reply, this.files.find('index.html'), encodings);
  }

  @Get('*')
  @Anonymous()
  file(
    @Param('*') path: string,
    @Headers('accept-encoding') encodings: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    this.send(reply, this.files.find(path.startsWith('assets/') ? path : 'index.html'), encodings);
  }

  private send(reply: FastifyReply, file: ConsoleFile | undefined, encodings = ''): void {
    if (!file) throw new NotFound('The console has no such file.');
    const gzip = file.gzipped !== undefined && /\bgzip\b/.test(encodings);
    void reply
      .headers(pageHeaders)
      .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('vary', 'accept-encoding')
      .headers(gzip ? { 'content-encoding': 'gzip' } : {})
      .type(file.type)
      .send(gzip ? file.gzipped : file.body);
  }
}
