import { TenantCreated } from '@crm/events';
import { Anonymous, defineDatabase, defineService, newId, ServiceConfig } from '@crm/platform';
import { Body, Controller, Injectable, Module, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { messaging, Transactions } from './speaker-messaging.js';

class CreateNotes1764000000000 implements MigrationInterface {
  readonly name = 'CreateNotes1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id uuid PRIMARY KEY, tenant_id uuid NOT NULL, text text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

export const tenantData = (tenantId: string, name: string) => ({
  tenantId,
  name,
  slug: 'bench',
  plan: 'growth' as const,
  owner: { email: 'owner@bench.example', name: 'Owner' },
  timeZone: 'UTC',
  createdAt: new Date().toISOString(),
});

/** Called after each commit, before anything is done about it. */
export const speaking: { onCommitted: (id: string) => void } = { onCommitted: () => undefined };

/** Writes one row and says one event, as a service does for an accepted command. */
@Injectable()
export class Speaker {
  constructor(private readonly transactions: Transactions) {}

  speak(text: string): Promise<{ id: string }> {
    const id = newId();
    return this.transactions.inTenant(id, async (unit) => {
      unit.afterCommit(() => speaking.onCommitted(id));
      await unit.manager.query('INSERT INTO note (id, tenant_id, text) VALUES ($1, $1, $2)', [id, text]);
      unit.publish(TenantCreated, tenantData(id, 'Bench'));
      return { id };
    });
  }
}

class NoteDto {
  @IsString() @MaxLength(500) text: string;
}

@Controller('v1/notes')
class NotesController {
  constructor(private readonly speaker: Speaker) {}

  @Post()
  @Anonymous()
  create(@Body() body: NoteDto): Promise<{ id: string }> {
    return this.speaker.speak(body.text);
  }
}

@Module({ controllers: [NotesController], providers: [Speaker], exports: [Speaker] })
class SpeakerModule {}

/** A service that only speaks, with the links of the api-gateway. */
export const speakerService = defineService({
  name: 'api-gateway',
  module: SpeakerModule,
  config: ServiceConfig,
  database: defineDatabase({ entities: [], migrations: [CreateNotes1764000000000] }),
  extensions: [messaging],
});
