import type { Finding } from '../../src/information/quality/contract.ts'
import { useLanguage } from '../components/language.ts'
import { useNames } from './use-names.ts'

const tones = { hold: 'bad', case: 'warn', note: 'note' } as const

/** What sets a delivery apart from those before it, each with the figures that it was seen by. */
export function FindingList({
  findings,
  recordType,
  evidence = false,
}: {
  findings: readonly Finding[]
  recordType: string
  evidence?: boolean
}) {
  const { t, words } = useLanguage()
  const names = useNames()
  if (findings.length === 0) return null
  return (
    <ul className="quality-findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.field}`}>
          <span className={`chip ${tones[finding.severity]}`}>
            {t(`quality.severities.${finding.severity}`)}
          </span>{' '}
          {finding.field ? <b>{names.field(recordType, finding.field)} </b> : null}
          {words(finding)}
          {evidence ? (
            <span className="mono-code evidence">
              {Object.entries(finding.evidence)
                .map(
                  ([name, value]) => `${name} ${typeof value === 'number' ? rounded(value) : (value ?? '—')}`,
                )
                .join(' · ')}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function rounded(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 })
}
