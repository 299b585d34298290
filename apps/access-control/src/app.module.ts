import { Module } from '@nestjs/common';
import { AccessRequestsModule } from './access-requests/access-requests.module.js';
import { BindingsModule } from './bindings/bindings.module.js';
import { ContainmentsModule } from './containments/containments.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { OverlaysModule } from './overlays/overlays.module.js';
import { PermissionsModule } from './permissions/permissions.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { RolesModule } from './roles/roles.module.js';
import { SubjectsModule } from './subjects/subjects.module.js';

@Module({
  imports: [
    PoliciesModule,
    PermissionsModule,
    RolesModule,
    SubjectsModule,
    BindingsModule,
    DecisionsModule,
    OverlaysModule,
    ContainmentsModule,
    AccessRequestsModule,
  ],
})
export class AppModule {}
