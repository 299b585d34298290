import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.js';

const hourMs = 3_600_000;
const stepMs = 5_000;

interface ScrubberProps {
  readonly at: string | undefined;
  readonly onChange: (at: string | undefined) => void;
}

/** The last hour as a slider; its right end is now. */
export function Scrubber({ at, onChange }: ScrubberProps) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, []);
  const back = at === undefined ? 0 : Math.min(hourMs, Math.max(0, now - Date.parse(at)));
  const label = at === undefined ? 'now' : new Date(at).toLocaleTimeString('en-GB');
  return (
    <div className="flex items-center gap-3 text-[13px]">
      <label className="flex items-center gap-2 text-faint">
        Last hour
        <input
          type="range"
          min={0}
          max={hourMs / stepMs}
          value={Math.round((hourMs - back) / stepMs)}
          aria-valuetext={label}
          onChange={({ target }) => {
            const ago = hourMs - Number(target.value) * stepMs;
            onChange(ago < stepMs ? undefined : new Date(Date.now() - ago).toISOString());
          }}
          className="w-40 accent-accent md:w-64"
        />
      </label>
      <span className="w-16 tabular-nums">{label}</span>
      {at !== undefined && <Button onClick={() => onChange(undefined)}>Back to now</Button>}
    </div>
  );
}
