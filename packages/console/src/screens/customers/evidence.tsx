import type { components } from '../../api/generated/schema.js';
import { Badge, type Tone } from '../../ui/badge.js';

type Evidence = components['schemas']['Evidence'];

const names: Readonly<Record<Evidence['field'], string>> = {
  email: 'e-mail',
  phone: 'phone',
  familyName: 'family name',
  givenName: 'given name',
  company: 'company',
};

const tones: Readonly<Record<Evidence['verdict'], Tone>> = { same: 'good', similar: 'info', different: 'warn' };

/** What each field says about whether two contacts are one person, the strongest first. */
export function EvidenceBadges({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <span className="flex flex-wrap gap-1">
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
