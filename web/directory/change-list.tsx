import type { Change } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { plainText, readableChanges } from './readable-changes.ts'

const named = [
  'id',
  'zh',
  'en',
  'fieldGroup',
  'owner',
  'sharing',
  'sensitivity',
  'legalBasis',
  'grain',
  'key',
  'eventTime',
  'deliveryLagDays',
  'updateCycle',
  'retentionMonths',
  'fields',
  'rules',
  'organization',
  'identifierScheme',
  'layouts',
  'precedence',
  'contact',
  'channel',
  'codes',
] as const
const tones = { added: 'good', removed: 'bad', changed: 'note' } as const

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
        {readableChanges(changes).map((change) => (
          <tr key={change.at}>
            <th scope="row">
              <PartName at={change.at} /> <span className="mono-code">{change.at}</span>
              <span className={`chip ${tones[change.change]}`}>
                {t(`directory.changes.${change.change}`)}
              </span>
            </th>
            <td>
              {change.before === null ? null : <del>{plainText(change.before)}</del>}
              {change.after === null ? null : <ins>{plainText(change.after)}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The part of a definition that a path leads into, in words; an expert reads the path itself. */
export function PartName({ at }: { at: string }) {
  const { t } = useLanguage()
  const first = named.find((name) => name === at.split('.')[0])
  return first ? <span className="change-part">{t(`directory.definition.${first}`)}</span> : null
}
