import { apiTokenPrefix, serviceNames } from '@crm/events';
import type { ApiDescription } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../config.js';
import { type ApiDocument, mergeDocuments } from './merge-documents.js';
import { describeOperations } from './operations-paths.js';
import { ServiceDocuments } from './service-documents.js';

const description = `Sign in at \`POST /v1/auth/sign-in\` and send the access token as \`Authorization: Bearer …\`. Operators name the
tenant they work for in the header \`x-tenant-id\`. Errors are RFC 9457 problem details with a stable \`type\`.`;

/** Of the tokens that the gateway takes; those that services take of each other are no business of the world. */
const bearer = {
  type: 'http',
  scheme: 'bearer',
  description: `An access token (a JWT) of \`POST /v1/auth/sign-in\`, or an API token (\`${apiTokenPrefix}…\`) of \`POST /v1/api-tokens\`.`,
};

/** The document of the whole platform, put together from those of the services. */
@Injectable()
export class PublicDescription implements ApiDescription {
  constructor(
    private readonly documents: ServiceDocuments,
    private readonly config: GatewayConfig,
  ) {}

  async describe(own: ApiDocument): Promise<object> {
    const asked = await Promise.all(
      serviceNames.map(async (name) => [name, name === 'api-gateway' ? own : await this.documents.of(name)] as const),
    );
    const answered = asked.flatMap(([name, document]) => (document ? [[name, document] as const] : []));
    const missing = asked.flatMap(([name, document]) => (document ? [] : [name]));
    const { paths, components } = mergeDocuments(new Map(answered));
    return {
      openapi: '3.1.0',
      info: { title: 'Customer management platform', version: '1', description },
      servers: [{ url: this.config.PUBLIC_URL }],
      security: [{ bearer: [] }],
      tags: [...serviceNames.map((name) => ({ name })), { name: 'operations', description: 'For operators.' }],
      paths: { ...paths, ...describeOperations(own) },
      components: { ...components, securitySchemes: { bearer } },
      'x-missing-services': missing,
    };
  }
}
