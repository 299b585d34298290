import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { tellParent } from '../measure/tell-parent.js';

@Controller()
class ReadyController {
  @Get('readyz')
  ready(): object {
    return { status: 'ready' };
  }
}

@Module({ controllers: [ReadyController] })
class BareModule {}

/** The least that a Nest service on Fastify is. */
const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
tellParent(await app.getUrl());
