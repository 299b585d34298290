/** How people prove who they are. A program's token that leaks must not make, end or show any other proof. */
const proofs = ['/v1/auth', '/v1/sessions', '/v1/api-tokens'];

/** Whether an API token may not come here, whatever it allows. `path` is a safe one. */
export function isBeyondApiTokens(path: string): boolean {
  return proofs.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
