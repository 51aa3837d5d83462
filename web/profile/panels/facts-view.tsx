import type { FactsData } from '../../../src/credit/profile/section.contract.ts'
import { fullAmount, type Language } from '../../components/amount.ts'
import { useLanguage } from '../../components/language.ts'
import { OriginValue } from '../../lineage/origin-button.tsx'
import { ToneChip } from '../tone.tsx'
import { valueText } from '../value-text.ts'

type Fact = FactsData['items'][number]

/** Facts side by side, each with its unit; what urges has its level in words. */
export function FactsView({ facts }: { facts: readonly Fact[] }) {
  const { words, language } = useLanguage()
  return (
    <dl className="fact-grid">
      {facts.map((fact) => (
        <div key={fact.id} className={fact.tone ? `fact tone-edge-${fact.tone}` : 'fact'}>
          <dt>{words(fact.label)}</dt>
          <dd title={exactText(fact, language)}>
            <FactValue fact={fact} /> {fact.tone ? <ToneChip tone={fact.tone} /> : null}
          </dd>
          {fact.note ? <dd className="fact-note">{words(fact.note)}</dd> : null}
        </div>
      ))}
    </dl>
  )
}

function FactValue({ fact }: { fact: Fact }) {
  const { words, language } = useLanguage()
  const text = valueText(fact.value, language)
  if (text === undefined) return <span className="missing">—</span>
  if (!fact.origin) return text
  const { recordType, key } = fact.origin
  const question = { title: words(fact.label), recordTypes: [recordType], ...(key ? { key } : {}) }
  return <OriginValue question={question}>{text}</OriginValue>
}

function exactText({ value }: Fact, language: Language): string | undefined {
  return value.type === 'fen' && typeof value.value === 'string'
    ? fullAmount(value.value, language)
    : undefined
}
