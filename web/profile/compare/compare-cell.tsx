import type { ComparedCell } from '../../../src/credit/profile/comparison.contract.ts'
import { panelState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { PercentileBar } from '../percentile-bar.tsx'
import { ToneChip } from '../tone.tsx'
import { valueText } from '../value-text.ts'

/** One figure of one firm; a figure that cannot be shown says why. */
export function CompareCell({ cell, best }: { cell: ComparedCell; best: boolean }) {
  const { t, words, language } = useLanguage()
  if (!('value' in cell)) {
    return (
      <td className="unavailable" title={words(cell)}>
        <span className="chip">{t(`states.${panelState(cell.unavailable)}.title`)}</span>
      </td>
    )
  }
  return (
    <td className={best ? 'best' : ''}>
      <b>{valueText(cell.value, language) ?? '—'}</b> <ToneChip tone={cell.tone} />
      {best ? <em className="chip good">{t('profile.compare.best')}</em> : null}
      {cell.betterThan === null ? null : <PercentileBar betterThan={cell.betterThan} />}
    </td>
  )
}
