/** Tells the benchmark that started this process where it listens, and ends with it. */
export function tellParent(url: string): void {
  process.once('disconnect', () => process.exit(0));
  process.send?.({ url });
}
