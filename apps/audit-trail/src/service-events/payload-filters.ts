import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';

const payloadFilter = /^filter\[payload\.(.*)\]$/s;

/**
 * Hands `filter[payload.<member>]=<text>` on as `filter[payload]=<member>=<text>`: members have the names that whoever
 * told the event gave them, and a query has only those of its class.
 */
@Injectable()
export class PayloadFilters implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    const request = context.switchToHttp().getRequest<{ query: Record<string, unknown> }>();
    request.query = gathered(request.query);
    return next.handle();
  }
}

function gathered(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filters: string[] = [];
  const others: [string, unknown][] = [];
  for (const [name, value] of Object.entries(query)) {
    const [, member] = payloadFilter.exec(name) ?? [];
    if (member === undefined) others.push([name, value]);
    else filters.push(...[value].flat().map((text) => `${member}=${String(text)}`));
  }
  if (filters.length > 0) others.push(['filter[payload]', [query['filter[payload]'] ?? [], filters].flat(2)]);
  return Object.fromEntries(others);
}
