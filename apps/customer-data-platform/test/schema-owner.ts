import { newId } from '@crm/platform';
import { type Answer, type TestClient, type TestService, userOf } from '@crm/testing';

export interface Kept {
  readonly id: string;
  readonly uri: string;
  readonly path: string;
}

/** Keeps schemas in a tenant of her own. */
export class SchemaOwner {
  private constructor(
    readonly tenantId: string,
    readonly userId: string,
    readonly client: TestClient,
  ) {}

  static async of(service: TestService): Promise<SchemaOwner> {
    const [tenantId, userId] = [newId(), newId()];
    return new SchemaOwner(tenantId, userId, await service.as(userOf(tenantId, 'owner', userId)));
  }

  /** The address of a new domain. */
  async domain(name: string = newId()): Promise<string> {
    return `/v1/domains/${(await this.client.post('/v1/domains', { name })).body.id}`;
  }

  // biome-ignore lint/suspicious/noExplicitAny: specs look into answers of any shape; a wrong look fails the spec
  post(domain: string, value: unknown, name: string = newId()): Promise<Answer<any>> {
    return this.client.post(`${domain}/schemas`, { name, value });
  }

  async keep(domain: string, value: unknown, name?: string): Promise<Kept> {
    const { status, body } = await this.post(domain, value, name);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { ...body, path: `${domain}/schemas/${body.id}` };
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  put({ path }: Kept, value: unknown, name: string = newId()): Promise<Answer<any>> {
    return this.client.put(path, { name, value });
  }
}
