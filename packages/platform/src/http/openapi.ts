import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI 3.1 document of a service. */
export function openapiOf(app: NestFastifyApplication, service: string): object {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(service)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .build();
  return SwaggerModule.createDocument(app, outline, { operationIdFactory: (_controller, method) => method });
}
