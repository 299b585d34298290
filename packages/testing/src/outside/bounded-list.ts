/** The newest `limit` items, oldest first. */
export class BoundedList<T> {
  private readonly kept: T[] = [];

  constructor(private readonly limit: number) {}

  add(item: T): void {
    this.kept.push(item);
    if (this.kept.length > this.limit) this.kept.shift();
  }

  all(): readonly T[] {
    return this.kept;
  }

  clear(): void {
    this.kept.length = 0;
  }
}
