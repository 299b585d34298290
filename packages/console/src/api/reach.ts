import { RequestFailed } from './problem.js';

/** `fetch`, with a problem to show where nobody answers. @throws RequestFailed `unreachable` */
export async function reach(request: string | Request, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(request, init);
  } catch (error) {
    throw isUnreachable(error) ? new RequestFailed(unreachable) : error;
  }
}

/** A failed fetch is a TypeError (https://fetch.spec.whatwg.org/#fetch-method); whoever asked may have given up himself. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

const unreachable = {
  type: 'urn:crm:problem:unreachable',
  title: 'The platform cannot be reached',
  status: 0,
  detail: 'Check your connection. What you see may be out of date; it refreshes by itself.',
};
