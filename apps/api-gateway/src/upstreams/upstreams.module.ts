import { Module } from '@nestjs/common';
import { AdmissionsModule } from '../admissions/admissions.module.js';
import { Forwarding } from './forwarding.js';
import { Upstreams } from './upstreams.js';

@Module({ imports: [AdmissionsModule], providers: [Forwarding, Upstreams] })
export class UpstreamsModule {}
