import { Module } from '@nestjs/common';
import { Admissions } from './admissions.js';
import { RateLimits } from './rate-limits.js';

@Module({ providers: [Admissions, RateLimits], exports: [Admissions, RateLimits] })
export class AdmissionsModule {}
