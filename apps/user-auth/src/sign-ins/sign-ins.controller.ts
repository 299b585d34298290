import { Anonymous, type Caller, CurrentCaller, SignedIn, Tags } from '@crm/platform';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { RefreshDto, type SignedInView, SignInDto } from './sign-in.dto.js';
import { SignInsService } from './sign-ins.service.js';

@Tags('auth')
@Controller('v1/auth')
export class SignInsController {
  constructor(private readonly signIns: SignInsService) {}

  /** Signs a user or an operator in. */
  @Post('sign-in')
  @Anonymous()
  @HttpCode(200)
  signIn(@Body() body: SignInDto, @Headers('user-agent') userAgent: string | undefined): Promise<SignedInView> {
    return this.signIns.signIn(body, userAgent?.slice(0, 256) ?? null);
  }

  /** Exchanges a refresh token for the next one and a new access token. */
  @Post('refresh')
  @Anonymous()
  @HttpCode(200)
  refresh(@Body() { refreshToken }: RefreshDto): Promise<SignedInView> {
    return this.signIns.refresh(refreshToken);
  }

  /** Ends the session of the presented access token. */
  @Post('sign-out')
  @SignedIn()
  @HttpCode(204)
  signOut(@CurrentCaller() caller: Caller): Promise<void> {
    return this.signIns.signOut(caller);
  }
}
