import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsets } from './offset.js';

test('the oldest credit goes to the oldest invoice first', () => {
  const open = [
    { id: 'a', balance: 100 },
    { id: 'b', balance: -130 },
    { id: 'c', balance: 50 },
    { id: 'd', balance: -5 },
  ];
  expect(offsets(open)).toEqual([
    { invoiceId: 'a', creditNoteId: 'b', amount: 100 },
    { invoiceId: 'c', creditNoteId: 'b', amount: 30 },
    { invoiceId: 'c', creditNoteId: 'd', amount: 5 },
  ]);
});

test('never more is offset than there is, and at the end no credit stands beside a debt', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 20 }), (balances) => {
      const left = new Map(balances.map((balance, index) => [String(index), balance]));
      for (const { invoiceId, creditNoteId, amount } of offsets([...left].map(([id, balance]) => ({ id, balance })))) {
        expect(amount).toBeGreaterThan(0);
        left.set(invoiceId, (left.get(invoiceId) ?? 0) - amount);
        left.set(creditNoteId, (left.get(creditNoteId) ?? 0) + amount);
      }
      const after = [...left.values()];
      for (const [index, balance] of after.entries())
        expect(balance * (balances[index] ?? 0)).toBeGreaterThanOrEqual(0);
      expect(after.some((balance) => balance > 0) && after.some((balance) => balance < 0)).toBe(false);
      expect(after.reduce((sum, balance) => sum + balance, 0)).toBe(balances.reduce((sum, one) => sum + one, 0));
    }),
  );
});
