import { ServiceConfig } from '@crm/platform';
import { IsInt, Max, Min } from 'class-validator';

export class CustomerDataConfig extends ServiceConfig {
  /** Rows of an import that are fetched and written at once. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  IMPORT_CHUNK_ROWS: number = 200;
}
