import { type Caller, CurrentCaller, Id, type Page, SignedIn, Tags } from '@crm/platform';
import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { OwnSessionsService } from './own-sessions.service.js';
import { SessionsQuery, type SessionView } from './session.dto.js';

@Tags('sessions')
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly sessions: OwnSessionsService) {}

  /** The caller's sessions, newest first, with how they ended; another user's with the permission users:update. */
  @Get()
  @SignedIn()
  list(@CurrentCaller() caller: Caller, @Query() query: SessionsQuery): Promise<Page<SessionView>> {
    return this.sessions.list(caller, query);
  }

  /** Ends a session: it cannot be refreshed, and its access token stops to be accepted. */
  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  end(@CurrentCaller() caller: Caller, @Id() id: string): Promise<void> {
    return this.sessions.end(caller, id);
  }
}
