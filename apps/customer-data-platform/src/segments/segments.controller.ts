import { Requires } from '@crm/events';
import { Id, IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { type CountedSegment, CreateSegmentDto, EditSegmentDto, type SegmentView } from './segment.dto.js';
import { SegmentsService } from './segments.service.js';

/** Who is in a segment is listed by `GET /v1/contacts?segmentId=`. */
@Tags('segments')
@Controller('v1/segments')
export class SegmentsController {
  constructor(private readonly segments: SegmentsService) {}

  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string): Promise<{ items: SegmentView[] }> {
    return this.segments.list(tenantId);
  }

  @Post()
  @Requires('contacts:write')
  create(@TenantId() tenantId: string, @Body() body: CreateSegmentDto): Promise<CountedSegment> {
    return this.segments.create(tenantId, body);
  }

  /** With the number of contacts that are in it now. */
  @Get(':id')
  @Requires('contacts:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<CountedSegment> {
    return this.segments.read(tenantId, id);
  }

  @Patch(':id')
  @Requires('contacts:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditSegmentDto,
    @IfMatch() expected: number | undefined,
  ): Promise<CountedSegment> {
    return this.segments.edit(tenantId, id, body, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('contacts:write')
  remove(@TenantId() tenantId: string, @Id() id: string): Promise<void> {
    return this.segments.remove(tenantId, id);
  }
}
