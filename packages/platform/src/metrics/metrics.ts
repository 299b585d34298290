import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { processMetrics } from './process-metrics.js';
import { RequestDurations } from './request-durations.js';

interface MetricOptions<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

/**
 * A service's own Prometheus registry (injectable). Asking twice for one name gives the same metric.
 * Times are in seconds, sizes in bytes; names follow `<subject>_<unit>[_total]`.
 */
export class Metrics {
  private readonly registry = new Registry();
  readonly contentType = this.registry.contentType;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
  }

  counter<L extends string = never>(options: MetricOptions<L>): Counter<L> {
    return this.find<Counter<L>>(options.name) ?? new Counter<L>(this.configured(options));
  }

  /** `collect` sets the gauge at the moment it is read. */
  gauge<L extends string = never>(
    options: MetricOptions<L> & { collect?: (gauge: Gauge<L>) => void | Promise<void> },
  ): Gauge<L> {
    const { collect } = options;
    const configuration = this.configured(options);
    return (
      this.find<Gauge<L>>(options.name) ??
      new Gauge<L>(
        collect
          ? {
              ...configuration,
              collect() {
                return collect(this);
              },
            }
          : configuration,
      )
    );
  }

  histogram<L extends string = never>(options: MetricOptions<L> & { buckets?: readonly number[] }): Histogram<L> {
    const { buckets } = options;
    const configuration = this.configured(options);
    return (
      this.find<Histogram<L>>(options.name) ??
      new Histogram<L>(buckets ? { ...configuration, buckets: [...buckets] } : configuration)
    );
  }

  /** Durations of this service's HTTP requests. */
  requestDurations(): RequestDurations {
    return new RequestDurations().register(this.registry);
  }

  /** Everything of this service and of its process, in the Prometheus text format. */
  async text(): Promise<string> {
    return `${await this.registry.metrics()}\n${await processMetrics().metrics()}`;
  }

  private find<M>(name: string): M | undefined {
    return this.registry.getSingleMetric(name) as M | undefined;
  }

  private configured<L extends string>(options: MetricOptions<L>) {
    return { name: options.name, help: options.help, labelNames: options.labels ?? [], registers: [this.registry] };
  }
}
