export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly requestId?: string;
  readonly [extension: string]: unknown;
}

/** A named reason to refuse a request, answered as RFC 9457 problem details with type `urn:crm:problem:<code>`. */
export class Problem extends Error {
  override readonly name: string = 'Problem';

  /**
   * @param detail a sentence for the caller about this one occurrence; it is shown to them
   * @param extensions further members of the answer
   * @param headers further headers of the answer
   */
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail ?? title);
  }

  body(instance: string, requestId: string): ProblemBody {
    return {
      type: `urn:crm:problem:${this.code}`,
      title: this.title,
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...this.extensions,
      instance,
      requestId,
    };
  }
}

/** A problem with its code, status and title filled in. */
export interface ProblemClass {
  new (detail?: string, extensions?: Record<string, unknown>, headers?: Record<string, string>): Problem;
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/**
 * Names a reason to refuse: `export const TenantAlreadySuspended = defineProblem('tenant-already-suspended', 409, …)`,
 * then `throw new TenantAlreadySuspended('…')`. The code is stable: clients branch on it.
 */
export function defineProblem(code: string, status: number, title: string): ProblemClass {
  return class extends Problem {
    static readonly code = code;
    static readonly status = status;
    static readonly title = title;
    override readonly name = code;

    constructor(detail?: string, extensions?: Record<string, unknown>, headers?: Record<string, string>) {
      super(code, status, title, detail, extensions, headers);
    }
  };
}
