import { ConfigProvider, Select } from 'antd'
import { useId } from 'react'
import { antdTheme } from '../bank/antd-theme.ts'

export interface SearchSelectProps {
  label: string
  value: string | undefined
  options: readonly { value: string; text: string }[]
  placeholder: string
  none: string
  loading?: boolean
  clearable?: boolean
  onChange: (value: string | undefined) => void
}

/** A choice out of a list that may be long: typing narrows it by name and by identifier. */
export function SearchSelect(props: SearchSelectProps) {
  const id = useId()
  return (
    <div className="field">
      <span>
        <label htmlFor={id}>{props.label}</label>
      </span>
      <ConfigProvider theme={antdTheme}>
        <Select<string>
          id={id}
          className="search-select"
          {...(props.value === undefined ? {} : { value: props.value })}
          options={props.options.map(({ value, text }) => ({ value, label: text }))}
          showSearch={{
            filterOption: (typed, option) =>
              `${option?.label} ${option?.value}`.toLowerCase().includes(typed.trim().toLowerCase()),
          }}
          placeholder={props.placeholder}
          notFoundContent={props.none}
          loading={props.loading ?? false}
          allowClear={props.clearable ?? false}
          onChange={(value) => props.onChange(value)}
        />
      </ConfigProvider>
    </div>
  )
}
