import { Id, OperatorOnly, Tags } from '@crm/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ReasonDto, type TenantView } from './tenant.dto.js';
import { TenantsService } from './tenants.service.js';

@Tags('tenants')
@Controller('v1/tenants/:id')
export class TenantLifecycleController {
  constructor(private readonly tenants: TenantsService) {}

  /** Closes the tenant's doors until it is reactivated; nothing that it holds is touched. */
  @Post('suspend')
  @HttpCode(200)
  @OperatorOnly()
  suspend(@Id() id: string, @Body() { reason }: ReasonDto): Promise<TenantView> {
    return this.tenants.suspend(id, reason);
  }

  /** Ends a suspension. */
  @Post('reactivate')
  @HttpCode(200)
  @OperatorOnly()
  reactivate(@Id() id: string, @Body() { reason }: ReasonDto): Promise<TenantView> {
    return this.tenants.reactivate(id, reason);
  }

  /** Closes the tenant for good. */
  @Post('deactivate')
  @HttpCode(200)
  @OperatorOnly()
  deactivate(@Id() id: string, @Body() { reason }: ReasonDto): Promise<TenantView> {
    return this.tenants.deactivate(id, reason);
  }
}
