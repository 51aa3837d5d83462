import type { Profile } from '../../src/credit/profile/contract.ts'
import { useLanguage } from '../components/language.ts'
import { HiddenList } from './stage-chip.tsx'

/** What this stage does not see of a tab, and why; nothing where it sees all. */
export function HiddenNote({ stage, hidden }: Pick<Profile, 'stage' | 'hidden'>) {
  const { t } = useLanguage()
  if (hidden.length === 0) return null
  return (
    <aside className="hidden-note" aria-label={t('profile.section.hidden')}>
      <b>{t('profile.section.hiddenAt', { stage: t(`profile.stage.${stage}`) })}</b>
      <HiddenList hidden={hidden} />
    </aside>
  )
}
