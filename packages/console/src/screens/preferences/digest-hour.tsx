import { SelectField } from '../../ui/field.js';

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

export function DigestHour({ hour, onChange }: { hour: number; onChange: (hour: number) => void }) {
  return (
    <div className="max-w-72">
      <SelectField
        label="Daily digest at"
        value={String(hour)}
        choices={hours}
        onChange={(value) => onChange(Number(value))}
        hint="In your time zone."
      />
    </div>
  );
}
