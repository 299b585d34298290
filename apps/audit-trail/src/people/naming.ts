/** Calls those who appear in one sentence by their names, as far as these are known. */
export class Naming {
  constructor(
    private readonly actorId: string,
    private readonly tenantName: string | null,
    private readonly people: ReadonlyMap<string, string>,
  ) {}

  /** Whoever acts, to begin a sentence with. */
  get actor(): string {
    const [kind, id = ''] = this.actorId.split(/:(.*)/s);
    if (kind === 'user') return this.people.get(id) ?? 'A user';
    if (kind === 'operator') return 'A platform operator';
    if (kind === 'service') return `The ${id.replaceAll('-', ' ')}`;
    return 'Somebody who was not signed in';
  }

  /** The tenant, inside a sentence. */
  get tenant(): string {
    return this.tenantName ?? 'the tenant';
  }

  /** A user, inside a sentence; by the address where the name is not known. */
  user(id: string, email = 'a user'): string {
    return this.people.get(id) ?? email;
  }
}
