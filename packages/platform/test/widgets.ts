import { setTimeout as delay } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Max } from 'class-validator';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import {
  Anonymous,
  Database,
  defineDatabase,
  newId,
  type Page,
  PageQuery,
  pageOf,
  RequiresPermission,
  TenantId,
  tenantOwned,
} from '../src/index.js';

@Entity('widgets')
export class Widget {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenantId: string;

  @Column('text', { unique: true })
  name: string;

  @Column('smallint')
  size: number;
}

class CreateWidgets1764000000000 implements MigrationInterface {
  readonly name = 'CreateWidgets1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE widgets (id uuid PRIMARY KEY, tenant_id uuid NOT NULL, name text NOT NULL UNIQUE, size smallint NOT NULL)',
    );
    for (const statement of tenantOwned('widgets')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE widgets');
  }
}

export const widgetDatabase = defineDatabase({ entities: [Widget], migrations: [CreateWidgets1764000000000] });

class MakeWidget {
  @IsString()
  name: string;

  @IsInt()
  size: number;

  /** Milliseconds between the insert and the commit. */
  @IsOptional()
  @IsInt()
  @Max(1_000)
  wait?: number;
}

@Controller('v1/widgets')
export class WidgetsController {
  constructor(private readonly database: Database) {}

  @Post()
  @RequiresPermission('widgets:write')
  make(@TenantId() tenantId: string, @Body() { name, size, wait }: MakeWidget) {
    return this.database.transaction(tenantId, async ({ manager }) => {
      const widget = manager.create(Widget, { id: newId(), tenantId, name, size });
      await manager.insert(Widget, widget);
      if (wait) await delay(wait);
      return { ...widget, version: 1 };
    });
  }

  @Post('quiet')
  @HttpCode(202)
  @RequiresPermission('widgets:write')
  makeQuietly(@TenantId() tenantId: string, @Body() { name, size }: MakeWidget) {
    return this.database.transaction(tenantId, async ({ manager }) => {
      await manager.insert(Widget, { id: newId(), tenantId, name, size });
    });
  }

  @Post('sign-up')
  @Anonymous()
  signUp(@Body() { name }: MakeWidget) {
    return this.database.transaction(null, async () => ({ name }));
  }

  @Get()
  @RequiresPermission('widgets:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<Widget>> {
    return this.database.transaction(tenantId, ({ manager }) =>
      pageOf(manager.createQueryBuilder(Widget, 'widget'), 'widget', query),
    );
  }
}
