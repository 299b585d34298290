import { defineDatabase } from '@crm/platform';
import { AccessRequest } from './access-requests/access-request.entity.js';
import { Binding } from './bindings/binding.entity.js';
import { Containment } from './containments/containment.entity.js';
import { CreateAccess1764000000000 } from './migrations/1764000000000-create-access.js';
import { AddCustomPermissions1764000000001 } from './migrations/1764000000001-add-custom-permissions.js';
import { LifecycleChange } from './overlays/lifecycle-change.entity.js';
import { CustomPermission } from './permissions/custom-permission.entity.js';
import { Policy } from './policies/policy.entity.js';
import { Role } from './roles/role.entity.js';
import { Subject } from './subjects/subject.entity.js';

export const database = defineDatabase({
  entities: [Policy, CustomPermission, Role, Subject, Binding, LifecycleChange, Containment, AccessRequest],
  migrations: [CreateAccess1764000000000, AddCustomPermissions1764000000001],
});
