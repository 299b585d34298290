/** Months from one to another, both as in 2026-11. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

/** How many of a cohort were left at the end of each month, from the month of creation to the latest one. */
export function retentionOf(
  tenants: number,
  lossMonths: readonly number[],
  latestMonth: number,
): { month: number; tenants: number; share: number }[] {
  return Array.from({ length: Math.max(0, latestMonth) + 1 }, (_, month) => {
    const left = tenants - lossMonths.filter((lost) => lost <= month).length;
    return { month, tenants: left, share: left / tenants };
  });
}
