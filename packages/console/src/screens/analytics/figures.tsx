import type { ReactNode } from 'react';

interface FiguresProps {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly values: readonly ReactNode[] }[];
}

/** A small table of numbers: names at the left, numbers at the right. */
export function Figures({ label, headers, rows }: FiguresProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section tabIndex={0} aria-label={label} className="overflow-x-auto">
      <table className="w-full text-[13px] whitespace-nowrap">
        <thead className="text-xs text-faint">
          <tr className="border-b">
            {headers.map((header, index) => (
              <th key={header} className={`px-4 py-2 font-medium ${index === 0 ? 'text-left' : 'text-right'}`}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(({ key, name, values }) => (
            <tr key={key} className="tabular-nums">
              <th scope="row" className="max-w-80 truncate px-4 py-2 text-left font-medium">
                {name}
              </th>
              {values.map((value, index) => (
                <td key={headers[index + 1]} className="px-4 py-2 text-right">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
