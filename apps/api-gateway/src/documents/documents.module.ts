import { Global, Module } from '@nestjs/common';
import { DocsController } from './docs.controller.js';
import { ServiceDocuments } from './service-documents.js';

/** Global, as the platform makes the description out of it. */
@Global()
@Module({ controllers: [DocsController], providers: [ServiceDocuments], exports: [ServiceDocuments] })
export class DocumentsModule {}
