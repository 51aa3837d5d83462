import { Link } from '@tanstack/react-router'
import type { ProfileSection } from '../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../components/language.ts'
import { ToneChip } from './tone.tsx'
import { withPersons } from './value-text.ts'

/** What needs a look in this tab, the most urgent first; each leads to its panel. */
export function SectionAttention({ attention }: Pick<ProfileSection, 'attention'>) {
  const { t, words, language } = useLanguage()
  if (attention.length === 0) return null
  return (
    <ul className="section-attention" aria-label={t('profile.section.look')}>
      {attention.map((item) => (
        <li key={item.panel + item.text.zh} className={`tone-edge-${item.tone}`}>
          <ToneChip tone={item.tone} />
          <Link to="." search={{ panel: item.panel }} resetScroll={false}>
            {withPersons(words(item.text), language)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
