/** Where the real servers of a test run are; the same for all its files. */
export interface Parts {
  /** Superuser's URL. */
  readonly postgresUrl: string;
  /** Administrator's URL, virtual host `/`. */
  readonly amqpUrl: string;
  readonly managementUrl: string;
  /** Key pairs of the twelve services. */
  readonly keysDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    parts: Parts;
  }
}
