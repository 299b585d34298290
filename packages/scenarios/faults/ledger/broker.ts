/** RabbitMQ's management API, as far as a fault needs it. */
export class ManagementApi {
  private readonly base: string;
  private readonly headers: Record<string, string>;

  constructor(url: string) {
    const { username, password, host, protocol } = new URL(url);
    this.base = `${protocol}//${host}/api`;
    this.headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  }

  async alarmsAreQuiet(): Promise<boolean> {
    return (await fetch(`${this.base}/health/checks/alarms`, { headers: this.headers })).ok;
  }

  async closeAllConnections(): Promise<void> {
    const response = await fetch(`${this.base}/connections`, { headers: this.headers });
    const connections = (await response.json()) as { name: string }[];
    await Promise.all(
      connections.map(({ name }) =>
        fetch(`${this.base}/connections/${encodeURIComponent(name)}`, { method: 'DELETE', headers: this.headers }),
      ),
    );
  }

  /** Puts bytes on one queue, past every exchange; resolves when the broker has them. */
  async put(queue: string, body: Buffer): Promise<void> {
    const response = await fetch(`${this.base}/exchanges/crm/amq.default/publish`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        properties: { delivery_mode: 2 },
        routing_key: queue,
        payload: body.toString('base64'),
        payload_encoding: 'base64',
      }),
    });
    if (!((await response.json()) as { routed?: boolean }).routed)
      throw new Error(`No queue ${queue} took the message.`);
  }
}
