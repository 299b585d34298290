import { serviceNames } from '@crm/events';
import type { ApiDocument } from './merge-documents.js';

const prefix = '/v1/operations/';

/** Every service has the same operations; each is shown once, with the service in its path. */
export function describeOperations(own: ApiDocument): Record<string, object> {
  const service = { name: 'service', in: 'path', required: true, schema: { type: 'string', enum: serviceNames } };
  return Object.fromEntries(
    Object.entries(own.paths ?? {})
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, operations]) => [
        `${prefix}{service}/${path.slice(prefix.length)}`,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => {
            const parameters = [service, ...((operation['parameters'] as object[] | undefined) ?? [])];
            const operationId = String(operation['operationId']).replace(/^apiGateway_/, '');
            return [method, { ...operation, operationId, tags: ['operations'], parameters }];
          }),
        ),
      ]),
  );
}
