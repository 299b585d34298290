import { classNames } from '../../ui/class-names.js';
import type { Health } from './figures.js';

interface MapNodeProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly figure: string;
  /** Behind what is to be read, for people who cannot see the colours. */
  readonly says: string;
  readonly health: Health;
  readonly chosen: boolean;
  readonly faded: boolean;
  readonly round?: boolean;
  readonly onSelect: () => void;
}

/** A service or an event, as a button. */
export function MapNode({
  x,
  y,
  width,
  height,
  says,
  title,
  figure,
  health,
  chosen,
  faded,
  round = false,
  onSelect,
}: MapNodeProps) {
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={`${title}${figure ? ` ${figure}` : ''}, ${says}`}
      aria-pressed={chosen}
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect();
      }}
      className={classNames('cursor-pointer transition-opacity', faded && 'opacity-25')}
    >
      <rect
        {...{ x, y, width, height }}
        rx={round ? Math.min(14, height / 2) : 6}
        className={classNames(
          health === 'failing'
            ? 'fill-bad-soft stroke-bad'
            : health === 'warning'
              ? 'fill-warn-soft stroke-warn'
              : 'fill-surface',
          chosen ? 'stroke-accent' : health === 'failing' || health === 'warning' ? '' : 'stroke-line-strong',
        )}
        strokeWidth={chosen ? 2 : 1}
        strokeDasharray={health === 'unknown' ? '4 3' : undefined}
      />
      <text x={x + 11} y={y + height / 2} dominantBaseline="central" className="fill-ink text-[11.5px] font-medium">
        {/* The blank keeps name and figure apart where they are read as one text. */}
        {`${title} `}
      </text>
      <text
        x={x + width - 10}
        y={y + height / 2}
        dominantBaseline="central"
        textAnchor="end"
        className={classNames('text-[11px] tabular-nums', health === 'failing' ? 'fill-bad font-medium' : 'fill-faint')}
      >
        {figure}
      </text>
    </g>
  );
}
