import type { Freshness } from '../../src/information/quality/contract.ts'
import { useLanguage } from '../components/language.ts'

const tones = { 'on-time': 'good', late: 'warn', missing: 'bad', 'not-expected': '' } as const

export function FreshnessChip({ freshness }: { freshness: Freshness }) {
  const { t } = useLanguage()
  return <span className={`chip ${tones[freshness.state]}`}>{t(`quality.states.${freshness.state}`)}</span>
}

/** When it came last and when the next is due, in a sentence. */
export function FreshnessLine({ freshness }: { freshness: Freshness }) {
  const { t } = useLanguage()
  const parts = [
    freshness.lastDeliveredOn === null
      ? t('quality.fresh.never')
      : t('quality.fresh.last', { day: freshness.lastDeliveredOn, count: freshness.daysSince ?? 0 }),
    ...(freshness.coveredTo ? [t('quality.fresh.covered', { month: freshness.coveredTo })] : []),
    ...(freshness.dueOn ? [t('quality.fresh.due', { day: freshness.dueOn })] : []),
    ...(freshness.businessDaysLate > 0
      ? [t('quality.fresh.late', { count: freshness.businessDaysLate })]
      : []),
  ]
  return <span className="freshness">{parts.join(' · ')}</span>
}
