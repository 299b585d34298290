/** RFC 9457 problem details, as every service answers them. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** A request that was refused or that failed; `problem.status` is 0 when there was no answer. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }

  /** The end of the problem's type, as in `tenant-suspended`. */
  get code(): string {
    return this.problem.type.split(':').at(-1) ?? '';
  }

  /** What is wrong with a field, if that is what was refused. */
  fieldError(field: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === field)?.message;
  }
}

const unreachable: Problem = {
  type: 'urn:crm:problem:unreachable',
  title: 'The platform cannot be reached',
  status: 0,
  detail: 'Check your connection. What you see may be out of date; it refreshes by itself.',
};

export function failureOf(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error;
  if (error instanceof TypeError || isTimeout(error)) return new RequestFailed(unreachable);
  const title = error instanceof Error ? error.message : String(error);
  return new RequestFailed({ type: 'urn:crm:problem:console', title, status: 0 });
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/** The problem of a refused answer, whatever its body is. */
export function problemOf(body: unknown, response: Response): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body && 'status' in body) return body as Problem;
  return { type: 'about:blank', title: response.statusText || `Status ${response.status}`, status: response.status };
}
