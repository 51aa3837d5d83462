import type { Field, RecordType } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'

/** Every field of a record type: what it means, what it may say, and by which titles files name it. */
export function FieldTable({ type }: { type: RecordType }) {
  const { t } = useLanguage()
  const titles = ['name', 'type', 'required', 'bounds', 'synonyms', 'example'] as const
  return (
    <Panel
      title={t('directory.fields.title')}
      extra={<span>{t('directory.fieldCount', { count: type.fields.length })}</span>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('directory.fields.title')}>
        <table className="plain-table field-table">
          <thead>
            <tr>
              {titles.map((title) => (
                <th scope="col" key={title}>
                  {t(`directory.fields.${title}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {type.fields.map((field) => (
              <Row key={field.name} field={field} isKey={type.key.includes(field.name)} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

function Row({ field, isKey }: { field: Field; isKey: boolean }) {
  const { t, words, language } = useLanguage()
  return (
    <tr>
      <th scope="row">
        <span className="nowrap">
          {words(field)} {isKey ? <span className="chip info">{t('directory.fields.key')}</span> : null}{' '}
          {field.personal ? <span className="chip note">{t('directory.fields.personal')}</span> : null}
        </span>
        <span className="mono-code">{field.name}</span>
        {field.note ? <span className="field-words">{words(field.note)}</span> : null}
      </th>
      <td className="nowrap">
        {t(`directory.types.${field.type}`)}
        {field.unit ? (
          <span className="field-words">{t('directory.fields.unit', { unit: field.unit })}</span>
        ) : null}
      </td>
      <td>{field.required ? t('directory.fields.yes') : t('directory.fields.no')}</td>
      <td>
        <Bounds field={field} />
      </td>
      <td lang="zh-CN">{field.synonyms?.length ? listed(field.synonyms, language) : '—'}</td>
      <td className="mono-code">{field.example ?? '—'}</td>
    </tr>
  )
}

function Bounds({ field }: { field: Field }) {
  const { t, words } = useLanguage()
  // A bound of an amount is in fen, and a file in yuan.
  const shown = (bound: number) => (field.type === 'fen' ? bound / 100 : bound).toLocaleString('en-US')
  const bounds = [
    ...(field.min === undefined ? [] : [`≥ ${shown(field.min)}`]),
    ...(field.max === undefined ? [] : [`≤ ${shown(field.max)}`]),
  ]
  if (field.codes) {
    return (
      <ul className="code-values">
        {field.codes.map((code) => (
          <li key={code.code}>
            {words(code)} <span className="mono-code">{code.code}</span>
          </li>
        ))}
      </ul>
    )
  }
  if (field.list) return <>{t('directory.fields.list', { list: field.list })}</>
  if (field.pattern) return <span className="mono-code">{field.pattern}</span>
  return <>{bounds.length > 0 ? bounds.join(' · ') : '—'}</>
}
