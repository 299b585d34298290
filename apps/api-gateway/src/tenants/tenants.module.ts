import { Global, Module } from '@nestjs/common';
import { TenantDirectory } from './tenant-directory.js';
import { TenantLifecycleController } from './tenant-lifecycle.controller.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

/** Global, as the door asks the directory on every request. */
@Global()
@Module({
  controllers: [TenantsController, TenantLifecycleController],
  providers: [TenantsService, TenantDirectory],
  exports: [TenantDirectory],
})
export class TenantsModule {}
