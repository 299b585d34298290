/** RabbitMQ's management HTTP API, as far as the topology needs it. */
export class ManagementApi {
  private readonly base: string;
  private readonly authorization: string;

  /** `url` carries name and password of an administrator, or of who only looks on: `http://name:password@host:port`. */
  constructor(url: string) {
    const parsed = new URL(url);
    const secret = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
    this.authorization = `Basic ${Buffer.from(secret).toString('base64')}`;
    this.base = `${parsed.protocol}//${parsed.host}/api`;
  }

  /** Waits as long as it takes, unless `signal` says otherwise. */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.send('GET', path, undefined, signal) as Promise<T>;
  }

  put(path: string, body: unknown): Promise<unknown> {
    return this.send('PUT', path, body);
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.send('POST', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.send('DELETE', path);
  }

  private async send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`${this.base}/${path}`, {
      method,
      ...(signal ? { signal } : {}),
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `The broker's management API answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`,
      );
    }
    return text ? JSON.parse(text) : undefined;
  }
}
