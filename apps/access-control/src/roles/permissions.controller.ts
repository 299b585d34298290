import { builtInRoles, type Permission, permissions, Requires } from '@crm/events';
import { Tags } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { isDeniedBy } from '../containments/containment-effect.js';
import { isAllowedWhileSuspended } from '../overlays/overlay.js';
import { builtInKeys } from './role-book.js';

interface PermissionView {
  permission: Permission;
  resource: string;
  action: string;
  builtInRoles: string[];
  /** Stays open to its holders while the tenant is suspended. */
  allowedWhileSuspended: boolean;
  /** Is taken from a user who is contained because of a high alert. */
  deniedByHighContainment: boolean;
}

@Tags('access')
@Controller('v1/permissions')
export class PermissionsController {
  /** Everything that somebody can be allowed to do. */
  @Get()
  @Requires('roles:read')
  list(): { items: PermissionView[] } {
    return { items: permissions.map(viewOf) };
  }
}

function viewOf(permission: Permission): PermissionView {
  const [resource = '', action = ''] = permission.split(':');
  const grants = (granted: readonly Permission[]): boolean => granted.includes(permission);
  return {
    permission,
    resource,
    action,
    builtInRoles: builtInKeys.filter((key) => grants(builtInRoles[key])),
    allowedWhileSuspended: isAllowedWhileSuspended(permission),
    deniedByHighContainment: isDeniedBy('high', permission),
  };
}
