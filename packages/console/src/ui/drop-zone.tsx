import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from './button.js';
import { classNames } from './class-names.js';

interface DropZoneProps {
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly children?: ReactNode;
}

/** A place to drop one file on; who has no mouse chooses it by the button. */
export function DropZone({ label, accept, onFile, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) onFile(file);
    // So that the same file can be chosen again.
    if (input.current) input.current.value = '';
  };
  const onDrag = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      role="group"
      aria-label={label}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classNames(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-dashed px-4 py-3 text-[13px]',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
    >
      <Upload className="size-5 text-faint" aria-hidden />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{label}</p>
        <p className="text-xs text-muted">{children}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label="File"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => take(target.files)}
      />
      <Button onClick={() => input.current?.click()}>Choose a file</Button>
    </div>
  );
}
