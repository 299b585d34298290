import { Hook } from './hook.js';

const mostHooks = 2_000;

/** The receivers by name; one that nobody configured accepts everything. The least recently made goes first. */
export class Hooks {
  private readonly byName = new Map<string, Hook>();

  named(name: string): Hook {
    let hook = this.byName.get(name);
    if (!hook) {
      hook = new Hook();
      this.byName.set(name, hook);
      const [oldest] = this.byName.keys();
      if (this.byName.size > mostHooks && oldest !== undefined) this.byName.delete(oldest);
    }
    return hook;
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  forget(name: string): void {
    this.byName.delete(name);
  }
}
