import type { Profile } from '../../../src/credit/profile/contract.ts'
import { minuteText } from '../../components/calendar.ts'
import { fieldGroupKey, purposeKey } from '../../components/consent-ribbon.tsx'
import { useLanguage } from '../../components/language.ts'
import { listed } from '../../components/punctuation.ts'
import { useSession } from '../../components/session.ts'
import { usccGroups } from '../../components/uscc-groups.ts'

/** On paper every sheet says of whom it is, who took it, when, and on what ground; it is not seen on a screen. */
export function PrintFrame({ profile }: { profile: Profile }) {
  const { t, language } = useLanguage()
  const { data: session } = useSession()
  const { consent } = profile
  const who = session ? `${session.organization.name} ${session.account}` : ''
  const at = minuteText(profile.asOf)
  const groups = listed(
    consent.covered.map((group) => t(`consent.fieldGroups.${fieldGroupKey(group)}`)),
    language,
  )
  const mark = `${who} ${at}`
  return (
    <>
      <div className="print-head">
        <b lang="zh-CN">{profile.name}</b>
        <span>{profile.uscc ? usccGroups(profile.uscc) : profile.enterprise}</span>
        <p>
          {t('profile.print.ground', {
            purpose: t(`consent.purposes.${purposeKey(consent.purpose)}`),
            groups,
            until: consent.expiresAt ? consent.expiresAt.slice(0, 10) : '—',
          })}
        </p>
      </div>
      <p className="print-foot">{t('profile.print.foot', { who, at })}</p>
      <div className="print-mark" aria-hidden="true">
        {Array.from({ length: 12 }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same mark twelve times over.
          <span key={place}>{mark}</span>
        ))}
      </div>
    </>
  )
}
