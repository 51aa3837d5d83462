import type { ReactNode } from 'react'

interface InputProps<Value> {
  label: string
  value: Value
  onChange: (value: Value) => void
  hint?: string | undefined
}

/** A labelled line of text. */
export function TextInput(props: InputProps<string> & { code?: boolean; readOnly?: boolean }) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        className={props.code ? 'input mono-input' : 'input'}
        value={props.value}
        readOnly={props.readOnly ?? false}
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint ? <small className="input-hint">{props.hint}</small> : null}
    </label>
  )
}

/** A whole number, or nothing. */
export function NumberInput(props: InputProps<number | null>) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        className="input"
        inputMode="numeric"
        value={props.value ?? ''}
        onChange={(event) => {
          const text = event.target.value.trim()
          if (/^-?\d{0,15}$/.test(text)) props.onChange(text === '' || text === '-' ? null : Number(text))
        }}
      />
      {props.hint ? <small className="input-hint">{props.hint}</small> : null}
    </label>
  )
}

export function SelectInput<Value extends string>(
  props: InputProps<Value> & { options: readonly { value: Value; text: string }[] },
) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <select
        className="input"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value as Value)}
      >
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {props.hint ? <small className="input-hint">{props.hint}</small> : null}
    </label>
  )
}

export function CheckInput(props: InputProps<boolean>) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.value}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}

export function Rows({ children }: { children: ReactNode }) {
  return <div className="form-rows">{children}</div>
}
