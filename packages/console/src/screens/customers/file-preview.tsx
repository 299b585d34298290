import { useQuery } from '@tanstack/react-query';
import { bytes } from '../../ui/numbers.js';
import { Skeleton } from '../../ui/states.js';

const previewBytes = 2_048;
const previewLines = 6;

/** The beginning of a file as it is: only ever as text, whatever a cell says. */
export function FilePreview({ file }: { file: File }) {
  const { data } = useQuery({
    queryKey: ['file-preview', file.name, file.size, file.lastModified],
    queryFn: () => file.slice(0, previewBytes).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <Skeleton className="h-24" />;
  return (
    <div>
      <p className="mb-1 text-xs text-muted">
        {file.name}, {bytes(file.size)}. First lines:
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <pre tabIndex={0} className="overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5">
        {data.split(/\r?\n/, previewLines).join('\n')}
      </pre>
    </div>
  );
}
