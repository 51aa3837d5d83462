import { useLanguage } from '../components/language.ts'
import type { EncodingChoice, PlacedTable } from './use-previews.ts'

export interface TableFactsProps {
  tables: readonly PlacedTable[]
  encoding: EncodingChoice
  onEncoding: (encoding: EncodingChoice) => void
}

/** What was recognized of each table: its format, how its characters are written, what parts its columns. */
export function TableFacts({ tables, encoding, onEncoding }: TableFactsProps) {
  const { t } = useLanguage()
  const isText = tables.some(({ format }) => format === 'csv')
  return (
    <div className="table-facts">
      <ul>
        {tables.map((table) => (
          <li key={table.place}>
            <b>{table.name}</b>
            <span className="chip">{t(`deliveries.facts.format.${table.format}`)}</span>
            <span className="chip">{table.encoding.toUpperCase()}</span>
            {table.format === 'csv' ? <Separator delimiter={table.delimiter} /> : null}
            <span className="file-note">
              {t('deliveries.facts.columns', { count: table.columns.length })}
            </span>
          </li>
        ))}
      </ul>
      {isText ? (
        <label className="field">
          <span>{t('deliveries.facts.encoding')}</span>
          <select
            className="input"
            value={encoding}
            onChange={({ target }) => onEncoding(target.value as EncodingChoice)}
          >
            <option value="auto">{t('deliveries.facts.auto')}</option>
            <option value="utf-8">UTF-8</option>
            <option value="gb18030">GB18030</option>
          </select>
        </label>
      ) : null}
    </div>
  )
}

const separators: Readonly<Record<string, 'comma' | 'tab' | 'semicolon' | 'bar'>> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
}

function Separator({ delimiter }: { delimiter: string }) {
  const { t } = useLanguage()
  const name = separators[delimiter]
  return <span className="chip">{name ? t(`deliveries.facts.separator.${name}`) : delimiter}</span>
}
