/** Headers by name. Attempts from before they were kept, and old ones, have none. */
export function AttemptHeaders({
  title,
  headers,
}: {
  title: string;
  headers: Readonly<Record<string, string>> | null;
}) {
  if (!headers) return null;
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-muted">{title}</p>
      <dl className="grid grid-cols-[minmax(80px,auto)_minmax(0,1fr)] gap-x-4 rounded-md bg-sunken p-3 font-mono text-xs leading-5">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
