import { Module } from '@nestjs/common';
import { DomainSchemasController } from './domain-schemas.controller.js';
import { DomainSchemasService } from './domain-schemas.service.js';

@Module({ controllers: [DomainSchemasController], providers: [DomainSchemasService] })
export class DomainSchemasModule {}
