import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.js';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value, as the service says it. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly placeholder?: string;
}

const box =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-[13px] text-ink placeholder:text-faint aria-invalid:border-bad';

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'number' | 'date' | 'time' | 'datetime-local';
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
}

export function TextField({ type = 'text', autoComplete = 'off', autoFocus, ...field }: TextFieldProps) {
  return (
    <Labelled {...field}>
      {(ids) => (
        <input
          {...ids}
          type={type}
          autoComplete={autoComplete}
          // biome-ignore lint/a11y/noAutofocus: for the first field of a page or dialog that has nothing else to do
          autoFocus={autoFocus}
          required={field.required}
          placeholder={field.placeholder}
          value={field.value}
          onChange={({ target }) => field.onChange(target.value)}
          className={classNames(box, 'h-8')}
        />
      )}
    </Labelled>
  );
}

export function TextArea({ rows = 4, mono = false, ...field }: FieldProps & { rows?: number; mono?: boolean }) {
  return (
    <Labelled {...field}>
      {(ids) => (
        <textarea
          {...ids}
          rows={rows}
          spellCheck={!mono}
          required={field.required}
          placeholder={field.placeholder}
          value={field.value}
          onChange={({ target }) => field.onChange(target.value)}
          className={classNames(box, 'py-1.5', mono && 'font-mono text-xs')}
        />
      )}
    </Labelled>
  );
}

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

/** Values that are called what they are. */
export function choicesOf<Value extends string>(values: readonly Value[]): readonly Choice<Value>[] {
  return values.map((value) => ({ value, label: value }));
}

interface SelectFieldProps<Value extends string> extends Omit<FieldProps, 'onChange'> {
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ choices, onChange, ...field }: SelectFieldProps<Value>) {
  const choose = (text: string): void => {
    const chosen = choices.find(({ value }) => value === text);
    if (chosen) onChange(chosen.value);
  };
  return (
    <Labelled {...field}>
      {(ids) => (
        <select
          {...ids}
          value={field.value}
          onChange={({ target }) => choose(target.value)}
          className={classNames(box, 'h-8')}
        >
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

export function CheckField(props: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  const { label, checked, onChange, disabled } = props;
  return (
    <label className="flex items-center gap-2 text-[13px]">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

interface Ids {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface LabelledProps extends Pick<FieldProps, 'label' | 'hint' | 'error'> {
  readonly children: (ids: Ids) => ReactNode;
}

function Labelled({ label, hint, error, children }: LabelledProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': note ? noteId : undefined })}
      {note && (
        <p id={noteId} className={classNames('text-xs', error ? 'text-bad' : 'text-faint')}>
          {note}
        </p>
      )}
    </div>
  );
}
