type Check = () => Promise<unknown> | unknown;

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Record<string, { status: 'ok' | 'failed'; message?: string }>;
}

/** Longer than this a check counts as failed: a probe must not hang on a dead connection. */
const limitMs = 2_000;

/**
 * What must work before this service can do its work (injectable). A check that throws makes `/readyz` answer 503 and
 * show its message. While the service stops it is never ready.
 */
export class Health {
  private readonly checks = new Map<string, Check>();
  private isStopping = false;

  register(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  unregister(name: string): void {
    this.checks.delete(name);
  }

  /** From here on the service answers that it is not ready. */
  beginStop(): void {
    this.isStopping = true;
  }

  get stopping(): boolean {
    return this.isStopping;
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    const checks: Readiness['checks'] = Object.fromEntries(results);
    if (this.isStopping) checks['service'] = { status: 'failed', message: 'The service is stopping.' };
    const ready = Object.values(checks).every((check) => check.status === 'ok');
    return { status: ready ? 'ready' : 'not-ready', checks };
  }
}

async function outcome(check: Check): Promise<{ status: 'ok' | 'failed'; message?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The check did not answer within ${limitMs} ms.`)), limitMs);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
    return { status: 'ok' };
  } catch (error) {
    return { status: 'failed', message: error instanceof Error ? error.message || error.name : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
