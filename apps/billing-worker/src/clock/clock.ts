import { Injectable } from '@nestjs/common';

/** What time it is: the only place where billing asks, so that a spec can live through years. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
