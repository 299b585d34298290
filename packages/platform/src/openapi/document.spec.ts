import { Body, Controller, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTiny, type TinyService } from '../../test/tiny-service.js';
import { Id } from '../http/id.js';
import { PageQuery } from '../http/page.js';
import { StreamsBody } from '../http/stream-body.js';
import { Anonymous, RequiresPermission } from '../identity/access-decorators.js';
import { Tags } from './tags.js';

class Part {
  @IsEmail()
  maker: string;
}

class MakeWidget {
  @IsString()
  name: string;

  @IsPositive()
  size: number;

  @IsOptional()
  @IsIn(['red', 'blue'])
  colour?: string;

  @ValidateBy({ name: 'scalar', validator: { validate: (value) => typeof value !== 'object' } })
  note: string | number;

  @IsOptional()
  @IsObject()
  labels?: Record<string, string>;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts: Part[];
}

class WidgetQuery extends PageQuery {
  @IsString()
  name: string;
}

@Tags('parts')
@Controller('v1/widgets')
class WidgetsController {
  @Post()
  @RequiresPermission('widgets:write')
  make(@Body() _body: MakeWidget) {}

  @Get()
  @RequiresPermission('widgets:read')
  list(@Query() _query: WidgetQuery) {}

  @Get('schema')
  @Anonymous()
  @Header('content-type', 'application/schema+json')
  schema() {}

  @Patch(':id/colour')
  @HttpCode(204)
  @Anonymous()
  paint(@Id() _id: string) {}

  @Post('import')
  @StreamsBody('text/csv')
  @RequiresPermission('widgets:write')
  import() {}
}

const view = { $ref: '#/components/schemas/WidgetView' };
const answers = {
  operations: { Widgets_make: view, Widgets_list: { type: 'array', items: view }, Widgets_schema: { type: 'object' } },
  schemas: { WidgetView: { type: 'object', properties: { id: { type: 'string' } } } },
};

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, object>;
  security: object[];
}

let tiny: TinyService;
let told: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
beforeAll(async () => {
  tiny = await startTiny({
    controllers: [WidgetsController],
    definition: { answers: async () => ({ default: answers }) },
  });
  told = (await (await tiny.fetch('/openapi.json')).json()) as typeof told;
});
afterAll(() => tiny.stop());

describe('the OpenAPI document', () => {
  it('names every route of a controller and no other', () => {
    expect(told.openapi).toBe('3.1.0');
    expect(Object.entries(told.paths).map(([path, methods]) => [path, Object.keys(methods)])).toEqual([
      ['/v1/widgets', ['post', 'get']],
      ['/v1/widgets/schema', ['get']],
      ['/v1/widgets/{id}/colour', ['patch']],
      ['/v1/widgets/import', ['post']],
    ]);
    expect(told.paths['/v1/widgets']?.['post']).toMatchObject({ tags: ['parts'] });
    expect(told.paths['/v1/widgets']?.['post']?.operationId).toBe('widgets_Widgets_make');
  });

  it('tells bodies by the rules of their classes', () => {
    expect(told.paths['/v1/widgets']?.['post']?.requestBody?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/MakeWidget' } },
    });
    expect(told.components.schemas['MakeWidget']).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['name', 'size', 'note', 'parts'],
      properties: {
        name: { type: 'string' },
        size: { type: 'number', exclusiveMinimum: 0 },
        colour: { anyOf: [{ enum: ['red', 'blue'] }, { type: 'null' }] },
        labels: { anyOf: [{ type: 'object', additionalProperties: true }, { type: 'null' }] },
        parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
      },
    });
    expect(told.components.schemas['MakeWidget']).toHaveProperty('properties.note', {});
    expect(told.components.schemas['Part']).toMatchObject({
      properties: { maker: { type: 'string', format: 'email' } },
    });
    expect(told.paths['/v1/widgets/import']?.['post']?.requestBody?.content).toEqual({ 'text/csv': {} });
  });

  it('tells parameters, answers and who may come', () => {
    const list = told.paths['/v1/widgets']?.['get'];
    expect(list?.parameters.map(({ name, required }) => `${name} ${required}`).sort()).toEqual([
      'cursor false',
      'limit false',
      'name true',
    ]);
    expect(list?.parameters.find(({ name }) => name === 'limit')).toMatchObject({ schema: { default: 50 } });
    expect(list?.responses).toMatchObject({
      200: { content: { 'application/json': { schema: { type: 'array', items: view } } } },
      default: { content: { 'application/problem+json': {} } },
    });
    expect(told.components.schemas['WidgetView']).toEqual(answers.schemas.WidgetView);
    expect(told.paths['/v1/widgets/schema']?.['get']?.responses['200']).toMatchObject({
      content: { 'application/schema+json': { schema: { type: 'object' } } },
    });
    const paint = told.paths['/v1/widgets/{id}/colour']?.['patch'];
    expect(paint?.parameters.map(({ name }) => name)).toEqual(['id', 'If-Match']);
    expect(Object.keys(paint?.responses ?? {})).toEqual(['204', 'default']);
    expect(paint?.security).toEqual([{ bearer: [] }, {}]);
    expect(list).toMatchObject({ 'x-crm-access': { kind: 'permission', permission: 'widgets:read' } });
  });
});
