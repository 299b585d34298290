const read = ['GET', 'HEAD'];
const every = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * What stays open to the people of a suspended tenant: signing in and out, seeing why, what they owe and what was done,
 * taking their data along, and asking for help.
 */
const open: Readonly<Record<string, readonly string[]>> = {
  '/v1/auth': every,
  '/v1/sessions': [...read, 'DELETE'],
  '/v1/tenants': read,
  '/v1/home': read,
  '/v1/plans': read,
  '/v1/subscription': read,
  '/v1/invoices': read,
  '/v1/usage': read,
  '/v1/audit': read,
  '/v1/logs': read,
  '/logs': read,
  '/v1/contacts/export': [...read, 'POST'],
  '/v1/support': every,
};

/** Whether a request is let through although the sender's tenant is suspended. `path` is a safe one. */
export function isOpenWhileSuspended(method: string, path: string): boolean {
  return Object.entries(open).some(
    ([prefix, methods]) => methods.includes(method) && (path === prefix || path.startsWith(`${prefix}/`)),
  );
}
