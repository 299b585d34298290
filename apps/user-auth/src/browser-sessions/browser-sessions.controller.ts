import { Anonymous, ServiceConfig, Tags } from '@crm/platform';
import { Body, Controller, Delete, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvalidRefreshToken } from '../sessions/session.errors.js';
import { SignInDto } from '../sign-ins/sign-in.dto.js';
import { SignInsService } from '../sign-ins/sign-ins.service.js';
import { type BrowserSessionView, viewForBrowser } from './browser-session.dto.js';
import { assertSameOrigin } from './same-origin.js';
import { refreshTokenIn, sessionCookie } from './session-cookie.js';

type Sent = Readonly<Record<string, string | undefined>>;

/** Signing in for pages: the refresh token is a cookie that scripts cannot read, and the page holds the access token only. */
@Tags('auth')
@Controller('v1/auth/browser-session')
export class BrowserSessionsController {
  constructor(
    private readonly signIns: SignInsService,
    private readonly config: ServiceConfig,
  ) {}

  /** Signs in, as `sign-in` does. */
  @Post()
  @Anonymous()
  @HttpCode(200)
  async start(
    @Body() body: SignInDto,
    @Headers() sent: Sent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrowserSessionView> {
    assertSameOrigin(sent, this.config.PUBLIC_URL);
    const signedIn = await this.signIns.signIn(body, sent['user-agent']?.slice(0, 256) ?? null);
    this.keep(reply, signedIn.refreshToken);
    return viewForBrowser(signedIn);
  }

  /** A new access token for whoever the cookie says. Tabs that ask at once share one successor. */
  @Post('refresh')
  @Anonymous()
  @HttpCode(200)
  async refresh(@Headers() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<BrowserSessionView> {
    assertSameOrigin(sent, this.config.PUBLIC_URL);
    const presented = refreshTokenIn(sent['cookie']);
    if (presented === undefined) throw new InvalidRefreshToken('There is no session. Sign in.');
    const signedIn = await this.signIns.refresh(presented);
    this.keep(reply, signedIn.refreshToken);
    return viewForBrowser(signedIn);
  }

  /** Ends the session that the cookie says, and takes the cookie away. Nothing happens where there is none. */
  @Delete()
  @Anonymous()
  @HttpCode(204)
  async end(@Headers() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    assertSameOrigin(sent, this.config.PUBLIC_URL);
    const presented = refreshTokenIn(sent['cookie']);
    if (presented !== undefined) await this.signIns.abandon(presented);
    this.keep(reply, null);
  }

  private keep(reply: FastifyReply, refreshToken: string | null): void {
    reply.header('set-cookie', sessionCookie(refreshToken, this.config.PUBLIC_URL)).header('cache-control', 'no-store');
  }
}
