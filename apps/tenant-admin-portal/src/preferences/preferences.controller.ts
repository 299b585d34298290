import { type Caller, CurrentCaller, IfMatch, SignedIn, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ChoosePreferencesDto, type PreferencesView } from './preference.dto.js';
import { PreferencesService } from './preferences.service.js';

@Tags('preferences')
@Controller('v1/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** How the caller is told; version 0 are the defaults. */
  @Get()
  @SignedIn()
  read(@TenantId() tenantId: string, @CurrentCaller() caller: Caller): Promise<PreferencesView> {
    return this.preferences.read(tenantId, caller);
  }

  /** Replaces how the caller is told. */
  @Put()
  @SignedIn()
  choose(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Body() body: ChoosePreferencesDto,
    @IfMatch() expected: number | undefined,
  ): Promise<PreferencesView> {
    return this.preferences.choose(tenantId, caller, body, expected);
  }
}
