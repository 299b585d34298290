import type { components } from '../../api/generated/schema.js';
import { Badge, type Tone } from '../../ui/badge.js';
import { classNames } from '../../ui/class-names.js';

type Evidence = components['schemas']['Evidence'];

const names: Readonly<Record<Evidence['field'], string>> = {
  email: 'e-mail',
  phone: 'phone',
  familyName: 'family name',
  givenName: 'given name',
  company: 'company',
};

const tones: Readonly<Record<Evidence['verdict'], Tone>> = { same: 'good', similar: 'info', different: 'warn' };

/** A score as people read it, rounded down: nothing of it is certain. */
export const percent = (score: number): string => `${Math.floor(score * 1_000) / 10} %`;

/** What each field says about whether two contacts are one person, the strongest first. */
export function EvidenceBadges({ evidence, oneLine = false }: { evidence: readonly Evidence[]; oneLine?: boolean }) {
  return (
    <span className={classNames('flex gap-1', oneLine ? 'overflow-hidden' : 'flex-wrap')}>
      {[...evidence]
        .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
        .map(({ field, verdict }) => (
          <Badge key={field} tone={tones[verdict]}>
            {verdict} {names[field]}
          </Badge>
        ))}
    </span>
  );
}
