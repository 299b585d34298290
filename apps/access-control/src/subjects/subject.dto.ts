import { Omittable, PageQuery } from '@crm/platform';
import { IsIn } from 'class-validator';
import { type AccessRequestView } from '../access-requests/access-request.dto.js';
import { type BindingView } from '../bindings/binding.dto.js';
import { type ContainmentView } from '../containments/containment.dto.js';
import type { Reason, Step } from '../decisions/decide.js';
import type { AnyPermission } from '../permissions/any-permission.js';
import type { Subject, SubjectStatus } from './subject.entity.js';

export class SubjectsQuery extends PageQuery {
  @Omittable() @IsIn(['invited', 'active', 'deactivated']) status?: SubjectStatus;
}

export interface SubjectView {
  id: string;
  email: string | null;
  name: string | null;
  status: SubjectStatus;
  invitedBy: string | null;
  invitedAt: Date | null;
  activatedAt: Date | null;
  deactivatedAt: Date | null;
  deactivatedBy: string | null;
  deactivationReason: string | null;
}

export function viewOfSubject({ tenantId: _own, firstHeardAt: _heard, ...subject }: Subject): SubjectView {
  return {
    id: subject.id,
    email: subject.email,
    name: subject.name,
    status: subject.status,
    invitedBy: subject.invitedBy,
    invitedAt: subject.invitedAt,
    activatedAt: subject.activatedAt,
    deactivatedAt: subject.deactivatedAt,
    deactivatedBy: subject.deactivatedBy,
    deactivationReason: subject.deactivationReason,
  };
}

/** All about one subject's access on one page, for a review. */
export interface SubjectReview extends SubjectView {
  holds: BindingView[];
  /** Newest first. */
  held: BindingView[];
  containments: ContainmentView[];
  accessRequests: AccessRequestView[];
}

export interface GrantedPermission {
  permission: AnyPermission;
  /** The bindings whose roles grant it. */
  from: { bindingId: string; role: string }[];
}

export interface WithheldPermission extends GrantedPermission {
  reason: Reason;
  /** The steps that deny it. */
  because: Step[];
}

export interface EffectivePermissions {
  subjectId: string;
  status: SubjectStatus;
  policyRevision: number;
  /** What the subject may do now. */
  permissions: GrantedPermission[];
  /** What roles grant and an overlay, a containment or the subject's status takes away. */
  withheld: WithheldPermission[];
}
