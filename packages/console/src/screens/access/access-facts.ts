import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];

export type Role = Schemas['RoleView'];
export type Permission = Schemas['PermissionView'];
export type Invitation = Schemas['InvitationView'];
export type AccessRequest = Schemas['AccessRequestView'];
export type Containment = Schemas['ContainmentView'];
export type Binding = Schemas['BindingView'];

/** Whoever is erased has no row any more. */
export type UserStatus = Exclude<Schemas['UserView']['status'], 'erased'>;
export const userStatuses: readonly UserStatus[] = ['active', 'invited', 'deactivated', 'lapsed'];

export type InvitationStatus = Invitation['status'];
export const invitationStatuses: readonly InvitationStatus[] = ['open', 'accepted', 'revoked', 'expired'];

export type RequestStatus = AccessRequest['status'];
export const requestStatuses: readonly RequestStatus[] = ['open', 'approved', 'denied', 'closed'];

export type ContainmentStatus = Containment['status'];
export const containmentStatuses: readonly ContainmentStatus[] = ['active', 'noted', 'lifted', 'expired'];

export type BindingStatus = Binding['status'];
export const bindingStatuses: readonly BindingStatus[] = ['active', 'invited', 'ended'];
