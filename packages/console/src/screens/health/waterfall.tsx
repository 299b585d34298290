import { Fragment } from 'react';
import type { components } from '../../api/generated/schema.js';
import { change, points, sumOf } from './points.js';

type ScoreCard = components['schemas']['ScoreCardView'];
type Line = ScoreCard['breakdown'][number];

/** Each component's points, every bar beginning where the one before it ended; the last one is their sum. */
export function Waterfall({ card }: { card: ScoreCard }) {
  const lines = card.breakdown;
  return (
    <table className="w-full table-fixed text-[13px]">
      <caption className="sr-only">Components of the score</caption>
      <thead className="text-xs text-faint">
        <tr>
          <th className="w-28 pb-2 text-left font-medium">Component</th>
          <th aria-hidden />
          <th className="w-24 pb-2 text-right font-medium">Points</th>
          <th className="pb-2 pl-6 text-left font-medium max-lg:hidden">Why</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <Fragment key={line.component}>
            <tr className="h-10">
              <th scope="row" className="text-left font-medium capitalize">
                {line.component}
              </th>
              <td aria-hidden className="h-10 p-0">
                <Bar before={sumOf(lines.slice(0, index).map((earlier) => earlier.points))} line={line} />
              </td>
              <td className="text-right tabular-nums">
                <span className={line.points < 0 ? 'text-bad' : ''}>{change(line.points)}</span>
                {line.weight > 0 && <span className="text-faint"> of {line.weight}</span>}
              </td>
              <td className="pl-6 text-muted max-lg:hidden">{line.text}</td>
            </tr>
            <tr className="lg:hidden">
              <td colSpan={3} className="pb-2 text-xs text-muted">
                {line.text}
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr className="h-10 border-t font-semibold">
          <th scope="row" className="text-left">
            Score
          </th>
          <td aria-hidden className="h-10 p-0">
            <Total score={card.score} />
          </td>
          <td className="text-right tabular-nums">= {points(sumOf(lines.map((line) => line.points)))}</td>
          <td className="pl-6 font-normal text-muted max-lg:hidden">Sum of the lines above, out of 100.</td>
        </tr>
      </tfoot>
    </table>
  );
}

const box = { viewBox: '0 0 100 40', preserveAspectRatio: 'none', className: 'block h-10 w-full overflow-visible' };

function Bar({ before, line }: { before: number; line: Line }) {
  const after = before + line.points;
  const lost = Math.max(0, line.weight - Math.max(0, line.points));
  return (
    <svg {...box} aria-hidden>
      {lost > 0 && <rect x={after} y={10} width={lost} height={20} className="fill-line" />}
      <rect
        x={Math.min(before, after)}
        y={10}
        width={Math.abs(line.points)}
        height={20}
        className={line.points < 0 ? 'fill-bad' : 'fill-accent'}
      />
      <line
        x1={after}
        y1={30}
        x2={after}
        y2={50}
        vectorEffect="non-scaling-stroke"
        className="stroke-faint max-lg:hidden"
      />
    </svg>
  );
}

function Total({ score }: { score: number }) {
  return (
    <svg {...box} aria-hidden>
      <rect x={0} y={10} width={100} height={20} className="fill-sunken" />
      <rect x={0} y={10} width={score} height={20} className="fill-good" />
    </svg>
  );
}
