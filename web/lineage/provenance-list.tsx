import type { RecordVersion } from '../../src/information/records/contract.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'

/** Everything that is known of where a record comes from. */
export function ProvenanceList({ record, onHistory }: { record: RecordVersion; onHistory?: () => void }) {
  const { t, words } = useLanguage()
  const from = record.provenance
  const facts: [string, string, boolean][] = [
    [t('lineage.department'), `${words(from.department)} · ${from.source}`, false],
    [t('lineage.file'), t('lineage.line', { file: from.file, row: from.row.toLocaleString('en-US') }), false],
    [t('lineage.batch'), from.batch, true],
    [t('lineage.happened'), record.happened ?? '—', false],
    [
      t('lineage.knownAt'),
      from.reconstructed
        ? t('lineage.reconstructed', { at: minuteText(from.knownAt) })
        : minuteText(from.knownAt),
      false,
    ],
    [t('lineage.publishedAt'), minuteText(from.publishedAt), false],
    [
      t('lineage.version'),
      t('lineage.versionOf', { version: record.version, versions: record.versions }),
      false,
    ],
    [t('lineage.definition'), t('directory.version', { number: from.recordTypeVersion }), false],
    [t('lineage.digest'), from.recordTypeDigest, true],
  ]
  return (
    <>
      <dl className="provenance">
        {facts.map(([name, value, code]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={code ? 'mono-code' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
      {onHistory ? (
        <button type="button" className="button" onClick={onHistory}>
          {t('lineage.history')}
        </button>
      ) : null}
    </>
  )
}
