import { CheckField, SelectField, TextField } from '../../ui/field.js';
import { isQuiet, timeIn } from './local-time.js';
import type { Preferences } from './use-preferences.js';

interface QuietHoursProps {
  readonly quietHours: Preferences['quietHours'];
  readonly timeZone: string;
  readonly onChange: (quietHours: Preferences['quietHours'], timeZone: string) => void;
}

const night = { from: '22:00', to: '07:00' };
const zones = Intl.supportedValuesOf('timeZone');

/** When only urgent notifications come through, on the clocks of the reader's zone. */
export function QuietHours({ quietHours, timeZone, onChange }: QuietHoursProps) {
  const known = zones.includes(timeZone) ? zones : [timeZone, ...zones];
  const now = timeIn(timeZone, new Date());
  const said = quietHours && isQuiet(quietHours, now) ? 'urgent only' : 'notifications come at once';
  return (
    <div className="flex flex-col gap-3">
      <div className="max-w-72">
        <SelectField
          label="Your time zone"
          value={timeZone}
          choices={known.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          onChange={(zone) => onChange(quietHours, zone)}
        />
      </div>
      <CheckField
        label="Quiet hours"
        checked={quietHours !== null}
        onChange={(on) => onChange(on ? night : null, timeZone)}
      />
      {quietHours && (
        <div className="flex max-w-72 gap-3">
          <TextField
            label="From"
            type="time"
            required
            value={quietHours.from}
            onChange={(from) => from && onChange({ ...quietHours, from }, timeZone)}
          />
          <TextField
            label="To"
            type="time"
            required
            value={quietHours.to}
            onChange={(to) => to && onChange({ ...quietHours, to }, timeZone)}
          />
        </div>
      )}
      <p className="text-xs text-muted" aria-live="polite">
        It is {now} now: {said}.
      </p>
    </div>
  );
}
