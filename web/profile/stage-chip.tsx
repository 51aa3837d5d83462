import type { Profile } from '../../src/credit/profile/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Popover } from '../components/popover.tsx'

/** At which stage of a loan the reader looks, and what this stage therefore does not see. */
export function StageChip({ stage, hidden }: Pick<Profile, 'stage' | 'hidden'>) {
  const { t } = useLanguage()
  return (
    <Popover
      className="chip info tag-chip"
      label={t('profile.stage.label', { stage: t(`profile.stage.${stage}`) })}
      content={
        <>
          <b>{t('profile.stage.title', { stage: t(`profile.stage.${stage}`) })}</b>
          {hidden.length > 0 ? <HiddenList hidden={hidden} /> : <span>{t('profile.stage.all')}</span>}
        </>
      }
    >
      {t(`profile.stage.${stage}`)}
    </Popover>
  )
}

/** What the reader's role does not see, or sees in sum only, and why. */
export function HiddenList({ hidden }: Pick<Profile, 'hidden'>) {
  const { t, words } = useLanguage()
  return (
    <span className="hidden-list">
      {distinct(hidden).map((item) => (
        <span key={item.access + item.zh}>
          <em className="chip">{t(`profile.stage.${item.access}`)}</em> {words(item)}
        </span>
      ))}
    </span>
  )
}

/** Several panels may be hidden for one reason: it is said once. */
function distinct(hidden: Profile['hidden']): Profile['hidden'] {
  return hidden.filter(
    (item, at) => hidden.findIndex(({ access, zh }) => access === item.access && zh === item.zh) === at,
  )
}
