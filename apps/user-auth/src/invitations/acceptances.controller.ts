import { Anonymous, Tags } from '@crm/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { type UserView } from '../users/user.dto.js';
import { AcceptancesService } from './acceptances.service.js';
import { AcceptInvitationDto } from './invitation.dto.js';

@Tags('auth')
@Controller('v1/auth/accept-invitation')
export class AcceptancesController {
  constructor(private readonly acceptances: AcceptancesService) {}

  /** Accepts an invitation by the token of its link and sets the password to sign in with. */
  @Post()
  @Anonymous()
  @HttpCode(200)
  accept(@Body() body: AcceptInvitationDto): Promise<UserView> {
    return this.acceptances.accept(body);
  }
}
