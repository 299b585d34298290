import { type Caller, CurrentCaller, Id, IfMatch, type Page, PageQuery, SignedIn, Tags } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { type ApiTokenView, CreateApiTokenDto, EditApiTokenDto, type NewApiTokenView } from './api-token.dto.js';
import { ApiTokensService } from './api-tokens.service.js';

@Tags('api-tokens')
@Controller('v1/api-tokens')
export class ApiTokensController {
  constructor(private readonly apiTokens: ApiTokensService) {}

  /**
   * A token for the caller's programs, shown this once. It is sent as `Authorization: Bearer`, like an access token, and
   * allows what its scopes and the permissions of its user both do.
   */
  @Post()
  @SignedIn()
  create(@CurrentCaller() caller: Caller, @Body() body: CreateApiTokenDto): Promise<NewApiTokenView> {
    return this.apiTokens.create(caller, body);
  }

  /** The caller's own, newest first. */
  @Get()
  @SignedIn()
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ApiTokenView>> {
    return this.apiTokens.list(caller, query);
  }

  @Get(':id')
  @SignedIn()
  read(@CurrentCaller() caller: Caller, @Id() id: string): Promise<ApiTokenView> {
    return this.apiTokens.read(caller, id);
  }

  /** Changes the name or the scopes; it holds within ten seconds. */
  @Patch(':id')
  @SignedIn()
  edit(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Body() body: EditApiTokenDto,
    @IfMatch() expected: number | undefined,
  ): Promise<ApiTokenView> {
    return this.apiTokens.edit(caller, id, body, expected);
  }

  /** Takes the token away; it is refused within ten seconds. */
  @Delete(':id')
  @SignedIn()
  @HttpCode(204)
  remove(@CurrentCaller() caller: Caller, @Id() id: string): Promise<void> {
    return this.apiTokens.remove(caller, id);
  }
}
