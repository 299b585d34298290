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

/** What browsers say of code that is not where it was. */
const isOutdated = /dynamically imported module|module script failed/i;

export function failureOf(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error;
  const said = error instanceof Error ? error.message : String(error);
  const [title, detail] = isOutdated.test(said)
    ? ['This screen could not be loaded', 'The console may have been updated meanwhile. Reload the page.']
    : ['Something went wrong in the console', said];
  return new RequestFailed({ type: 'urn:crm:problem:console', title, detail, status: 0 });
}

/** The problem of a refused answer, whatever its body is. */
export function problemOf(body: unknown, response: Response): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body && 'status' in body) return body as Problem;
  return { type: 'about:blank', title: response.statusText || `Status ${response.status}`, status: response.status };
}
