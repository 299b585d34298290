import { expect } from 'vitest';

export interface ToldProblem {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  readonly detail?: string;
  readonly errors?: { field: string; rule: string; message: string }[];
}

/** The problem an answer tells, after checking what holds for every problem. */
export async function problem(response: Response): Promise<ToldProblem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = (await response.json()) as ToldProblem & { type: string };
  expect(body).toMatchObject({ status: response.status, requestId: response.headers.get('x-request-id') });
  return { ...body, code: body.type.replace('urn:crm:problem:', '') };
}
