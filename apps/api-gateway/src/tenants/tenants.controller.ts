import {
  Anonymous,
  type Caller,
  CurrentCaller,
  Forbidden,
  Id,
  IfMatch,
  OperatorOnly,
  type Page,
  PageQuery,
  SignedIn,
  Tags,
} from '@crm/platform';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { CreateTenantDto, EditTenantDto, type TenantChangeView, TenantsQuery, type TenantView } from './tenant.dto.js';
import { assertMay } from './tenant-visibility.js';
import { TenantsService } from './tenants.service.js';

@Tags('tenants')
@Controller('v1/tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  /** Opens a tenant: for operators, and for everybody who signs up. */
  @Post()
  @Anonymous()
  create(@Body() body: CreateTenantDto): Promise<TenantView> {
    return this.tenants.create(body);
  }

  /** All tenants, newest first. */
  @Get()
  @OperatorOnly()
  list(@Query() query: TenantsQuery): Promise<Page<TenantView>> {
    return this.tenants.list(query);
  }

  @Get(':id')
  @SignedIn()
  async read(@Id() id: string, @CurrentCaller() caller: Caller): Promise<TenantView> {
    assertMay(caller, 'tenant:read', id);
    return this.tenants.read(id);
  }

  /** Changes what a tenant says of itself; its plan is changed by operators. */
  @Patch(':id')
  @SignedIn()
  async edit(
    @Id() id: string,
    @Body() body: EditTenantDto,
    @IfMatch() expected: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<TenantView> {
    assertMay(caller, 'tenant:update', id);
    if (body.plan !== undefined && caller.kind !== 'operator') throw new Forbidden('The plan is changed by operators.');
    return this.tenants.edit(id, body, expected);
  }

  /** Changes of the tenant's status, newest first. */
  @Get(':id/history')
  @SignedIn()
  async history(
    @Id() id: string,
    @Query() query: PageQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<TenantChangeView>> {
    assertMay(caller, 'tenant:read', id);
    return this.tenants.history(id, query);
  }
}
