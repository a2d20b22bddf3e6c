import type { ComponentProps, ReactNode } from 'react';

interface FieldProps {
  readonly label: ReactNode;
  readonly name: string;
  /** Why it is asked, or how it is used. */
  readonly hint?: ReactNode;
  readonly error?: string;
  readonly plain?: boolean;
}

function described(name: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Frame({ label, name, hint, error, plain = false, children }: FieldProps & { readonly children: ReactNode }) {
  return (
    <div className={plain ? 'field plain' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {children}
      {error === undefined ? null : <p className="error" id={`${name}-error`} role="alert">{error}</p>}
      {hint === undefined ? null : <p className="hint" id={`${name}-hint`}>{hint}</p>}
    </div>
  );
}

/** A labelled input of a plain form: label, unit before or after, hint and the message of its error beside it. */
export function TextField({ label, name, hint, error, plain, before, after, ...input }: FieldProps & Omit<ComponentProps<'input'>, 'name'> & { readonly before?: ReactNode; readonly after?: ReactNode }) {
  return (
    <Frame label={label} name={name} hint={hint} error={error} plain={plain}>
      <span className="input">
        {before === undefined ? null : <span>{before}</span>}
        <input id={name} name={name} aria-invalid={error === undefined ? undefined : true} aria-describedby={described(name, hint, error)} {...input} />
        {after === undefined ? null : <span>{after}</span>}
      </span>
    </Frame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A labelled native select: a phone shows its own wheel, a form posts it without a script. */
export function SelectField({ label, name, hint, error, plain, options, ...select }: FieldProps & Omit<ComponentProps<'select'>, 'name'> & { readonly options: readonly Option[] }) {
  return (
    <Frame label={label} name={name} hint={hint} error={error} plain={plain}>
      <select id={name} name={name} className="select" aria-invalid={error === undefined ? undefined : true} aria-describedby={described(name, hint, error)} {...select}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </Frame>
  );
}

/** A labelled text area. */
export function TextAreaField({ label, name, hint, error, plain, ...area }: FieldProps & Omit<ComponentProps<'textarea'>, 'name'>) {
  return (
    <Frame label={label} name={name} hint={hint} error={error} plain={plain}>
      <textarea id={name} name={name} className="textarea" aria-invalid={error === undefined ? undefined : true} aria-describedby={described(name, hint, error)} {...area} />
    </Frame>
  );
}

/** A checkbox with its sentence. */
export function CheckField({ label, name, hint, error, ...input }: FieldProps & Omit<ComponentProps<'input'>, 'name' | 'type'>) {
  return (
    <div className="field plain">
      <span className="check">
        <input type="checkbox" id={name} name={name} aria-describedby={described(name, hint, error)} {...input} />
        <label htmlFor={name}>{label}</label>
      </span>
      {error === undefined ? null : <p className="error" id={`${name}-error`} role="alert">{error}</p>}
      {hint === undefined ? null : <p className="hint" id={`${name}-hint`}>{hint}</p>}
    </div>
  );
}
