import { Module } from '@nestjs/common';
import { StreamsModule } from '../streams/streams.module.js';
import { BrokerQueues } from './broker-queues.js';
import { LiveController } from './live.controller.js';
import { LiveSamples } from './live-samples.js';
import { LiveStreams } from './live-streams.js';
import { Lookout } from './lookout.js';
import { Sampler } from './sampler.js';

@Module({
  imports: [StreamsModule],
  controllers: [LiveController],
  providers: [BrokerQueues, LiveSamples, LiveStreams, Lookout, Sampler],
})
export class LiveModule {}
