export const tenantStatuses = ['provisioning', 'active', 'suspended', 'deactivated'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

/** Which status may follow which. What does not stand here cannot happen. */
export const transitions: Readonly<Record<TenantStatus, readonly TenantStatus[]>> = {
  provisioning: ['active'],
  active: ['suspended', 'deactivated'],
  suspended: ['active', 'deactivated'],
  deactivated: [],
};
