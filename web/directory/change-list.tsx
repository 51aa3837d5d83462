import type { Change } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'

/** The differences between two versions: where, what stood there, what stands there now. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = useLanguage()
  if (changes.length === 0) return <p>{t('directory.changes.none')}</p>
  return (
    <table className="change-table">
      <caption className="spoken">{t('directory.changes.title')}</caption>
      <thead className="spoken">
        <tr>
          <th scope="col">{t('directory.changes.at')}</th>
          <th scope="col">{t('directory.changes.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.at} className={change.change}>
            <th scope="row">
              <span className="mono-code">{change.at}</span>
              <span className={`chip ${tones[change.change]}`}>
                {t(`directory.changes.${change.change}`)}
              </span>
            </th>
            <td>
              {change.before === null ? null : <ChangeText text={change.before} tone="before" />}
              {change.after === null ? null : <ChangeText text={change.after} tone="after" />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const tones = { added: 'good', removed: 'bad', changed: 'note' } as const

function ChangeText({ text, tone }: { text: string; tone: 'before' | 'after' }) {
  const shown = pretty(text)
  return tone === 'before' ? <del>{shown}</del> : <ins>{shown}</ins>
}

/** An object that was added comes as one text: it is set in lines, so that it can be read. */
export function pretty(text: string): string {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 1)
      .replaceAll(/\n\s*/g, ' ')
      .replaceAll(/"([a-zA-Z]+)":/g, '$1:')
  } catch {
    return text
  }
}
