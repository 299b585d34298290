interface Open {
  readonly id: string;
  /** Positive on invoices, negative on credit notes. */
  readonly balance: number;
}

export interface Offset {
  readonly invoiceId: string;
  readonly creditNoteId: string;
  readonly amount: number;
}

/**
 * Uses credit for what is owed: oldest credit first, on the oldest invoice first, until one of both is used up. `open`
 * is in the order of the numbers.
 */
export function offsets(open: readonly Open[]): Offset[] {
  const owed = open.filter(({ balance }) => balance > 0).map(({ id, balance }) => ({ id, left: balance }));
  const credits = open.filter(({ balance }) => balance < 0).map(({ id, balance }) => ({ id, left: -balance }));
  const made: Offset[] = [];
  for (let invoice = owed.shift(), credit = credits.shift(); invoice && credit; ) {
    const amount = Math.min(invoice.left, credit.left);
    made.push({ invoiceId: invoice.id, creditNoteId: credit.id, amount });
    invoice.left -= amount;
    credit.left -= amount;
    if (invoice.left === 0) invoice = owed.shift();
    if (credit.left === 0) credit = credits.shift();
  }
  return made;
}
