import { eventClasses, eventSchema, schemaUriOf } from '@crm/events';
import { defineProblem, type Schema, SignedIn, Tags } from '@crm/platform';
import { Controller, Get, Header, Param } from '@nestjs/common';

const EventSchemaNotFound = defineProblem('event-schema-not-found', 404, 'No event has this schema');

const eventsByUri = new Map(eventClasses.map((event) => [schemaUriOf(event.type), event]));

interface EventSchemaSummary {
  uri: string;
  type: string;
  description: string;
}

/** What the data of each of our events look like, by the URI that the event carries as `dataschema`. */
@Tags('schemas')
@Controller('v1/schemas')
export class EventSchemasController {
  @Get()
  @SignedIn()
  list(): { items: EventSchemaSummary[] } {
    return { items: [...eventsByUri].map(([uri, { type, meaning }]) => ({ uri, type, description: meaning })) };
  }

  /** The JSON Schema itself; `:uri` is percent-encoded. */
  @Get(':uri')
  @SignedIn()
  @Header('content-type', 'application/schema+json')
  read(@Param('uri') uri: string): Schema {
    const event = eventsByUri.get(uri);
    if (!event) throw new EventSchemaNotFound('GET /v1/schemas lists the URIs there are.');
    return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: uri, ...eventSchema(event) };
  }
}
