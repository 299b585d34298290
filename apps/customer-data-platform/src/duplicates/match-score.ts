import { type Contact, phoneKey } from '../contacts/contact.entity.js';
import { companyForm, mailboxOf, plain } from '../contacts/text-forms.js';
import { similarity } from './similarity.js';

/** What one field says about whether two contacts are one person. */
export interface Evidence {
  readonly field: 'email' | 'phone' | 'familyName' | 'givenName' | 'company';
  readonly verdict: 'same' | 'similar' | 'different';
  /** 0 to 1. */
  readonly similarity: number;
  /** Bits for (positive) or against (negative) one person; they add up with the prior to the logit of the score. */
  readonly weight: number;
}

export interface Match {
  /** Probability from 0 to 0.9999 that both are one person: nothing that was not said by them is certain. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

type Part = Pick<Contact, 'givenName' | 'familyName' | 'displayName' | 'emails' | 'phones' | 'company'>;

/** Two contacts that only share a key are one person this rarely: one time in 2^7. */
const prior = -7;

/**
 * Bits per verdict, after Fellegi and Sunter (1969): log2 of how much more often the verdict is seen on two records of
 * one person than on those of two. An empty field says nothing.
 */
const weights = {
  email: { same: 12, similar: 7, different: -1 },
  phone: { same: 9, similar: 0, different: -1 },
  familyName: { same: 6, similar: 5, different: -4 },
  givenName: { same: 4.5, similar: 3.5, different: -3 },
  company: { same: 3, similar: 2, different: -0.5 },
} as const;

/** Texts at least this similar count as misspellings of each other. */
const misspelt = 0.84;

export function matchOf(a: Part, b: Part): Match {
  const evidence = [emails(a, b), phones(a, b), ...names(a, b), companies(a, b)].filter((part) => part !== undefined);
  const bits = evidence.reduce((sum, { weight }) => sum + weight, prior);
  return { score: Math.floor(1e4 / (1 + 2 ** -bits)) / 1e4, evidence };
}

function said(field: Evidence['field'], value: number, from: number = misspelt): Evidence {
  const verdict = value === 1 ? 'same' : value >= from ? 'similar' : 'different';
  return { field, verdict, similarity: Math.round(value * 1e3) / 1e3, weight: weights[field][verdict] };
}

/** The best of all pairs; undefined when one side has nothing to compare. */
function best(left: readonly string[], right: readonly string[], compare = similarity): number | undefined {
  const values = left.flatMap((one) => right.map((other) => compare(one, other)));
  return values.length === 0 ? undefined : Math.max(...values);
}

function emails(a: Part, b: Part): Evidence | undefined {
  const value = best(
    a.emails.map(({ address }) => mailboxOf(address)),
    b.emails.map(({ address }) => mailboxOf(address)),
    addressSimilarity,
  );
  return value === undefined ? undefined : said('email', value, 0.88);
}

/** Both halves count, since colleagues share a domain and namesakes a local part. */
function addressSimilarity(one: string, other: string): number {
  const [local = '', domain = ''] = one.split('@');
  const [otherLocal = '', otherDomain = ''] = other.split('@');
  return Math.min(similarity(local, otherLocal), similarity(domain, otherDomain));
}

function phones(a: Part, b: Part): Evidence | undefined {
  const keys = ({ phones: numbers }: Part): string[] =>
    numbers.map(({ number }) => phoneKey(number)).filter((key) => key.length > 5);
  const value = best(keys(a), keys(b), (one, other) => (one === other ? 1 : 0));
  return value === undefined ? undefined : said('phone', value);
}

/** Given and family name, also when they stand in each other's place. */
function names(a: Part, b: Part): Evidence[] {
  const straight = [name('familyName', a.familyName, b.familyName), name('givenName', a.givenName, b.givenName)];
  const crossed = [name('familyName', a.familyName, b.givenName), name('givenName', a.givenName, b.familyName)];
  const chosen =
    sum(crossed) > sum(straight) && crossed.every((part) => part?.verdict !== 'different') ? crossed : straight;
  return chosen.filter((part) => part !== undefined);
}

const sum = (parts: readonly (Evidence | undefined)[]): number =>
  parts.reduce((total, part) => total + (part?.weight ?? 0), 0);

function name(field: 'familyName' | 'givenName', one: string | null, other: string | null): Evidence | undefined {
  if (!one || !other) return undefined;
  const [left, right] = [plain(one), plain(other)];
  const initial = Math.min(left.length, right.length) <= 2 && left !== right && left[0] === right[0];
  // "J." for "Jane" is how forms are filled in; it says little, but not that they differ.
  if (initial) return { field, verdict: 'similar', similarity: 0.9, weight: 1 };
  return said(field, similarity(left, right));
}

function companies(a: Part, b: Part): Evidence | undefined {
  const [left, right] = [companyForm(a.company ?? ''), companyForm(b.company ?? '')];
  return left === '' || right === '' ? undefined : said('company', similarity(left, right), 0.9);
}
