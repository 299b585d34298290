import { de, en, Faker, fr } from '@faker-js/faker';

export interface CsvOptions {
  readonly rows: number;
  /** The same seed makes the same file. */
  readonly seed: number;
  /** Part of the addresses, so that files of several runs do not meet. */
  readonly domain: string;
}

export interface ContactsCsv {
  readonly csv: string;
  /** Rows whose address stands in an earlier row: the same person again, spelled or employed otherwise. */
  readonly repeated: number;
  /** Rows that no contact can be made of. */
  readonly broken: number;
}

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/**
 * A file of contacts as they are exported from mail programs: one in twelve rows repeats an earlier person with another
 * spelling, and one in a hundred has no usable address.
 */
export function contactsCsv({ rows, seed, domain }: CsvOptions): ContactsCsv {
  const faker = new Faker({ locale: [de, fr, en], seed });
  const people: { email: string; given: string; family: string; company: string; phone: string; title: string }[] = [];
  const lines = ['email,given_name,family_name,company,phone,job_title'];
  let repeated = 0;
  let broken = 0;
  for (let row = 0; row < rows; row += 1) {
    const earlier =
      faker.number.int({ min: 1, max: 12 }) === 1 ? faker.helpers.arrayElement([undefined, ...people]) : undefined;
    let person = earlier && {
      ...earlier,
      given: faker.helpers.arrayElement([earlier.given, `${earlier.given.slice(0, 1)}.`, earlier.given.toUpperCase()]),
      title: faker.person.jobTitle(),
    };
    if (person) repeated += 1;
    else {
      const given = faker.person.firstName();
      const family = faker.person.lastName();
      const name = `${given}.${family}.${row}`
        .normalize('NFD')
        .replaceAll(/[^\w.]/g, '')
        .toLowerCase();
      person = {
        email: `${name}@${domain}`,
        given,
        family,
        company: faker.company.name(),
        phone: faker.phone.number({ style: 'international' }),
        title: faker.person.jobTitle(),
      };
      people.push(person);
    }
    const bad = !earlier && faker.number.int({ min: 1, max: 100 }) === 1;
    if (bad) {
      broken += 1;
      people.pop();
    }
    const email = bad ? person.email.replace('@', ' at ') : person.email;
    lines.push([email, person.given, person.family, person.company, person.phone, person.title].map(quoted).join(','));
  }
  return { csv: `${lines.join('\n')}\n`, repeated, broken };
}
