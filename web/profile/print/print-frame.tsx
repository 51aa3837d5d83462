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
  const code = profile.uscc ? usccGroups(profile.uscc) : profile.enterprise
  const mark = `${who} ${at}`
  return (
    <>
      <div className="print-head">
        <b lang="zh-CN">{profile.name}</b>
        <span>{code}</span>
        <p>
          {t('profile.print.ground', {
            purpose: t(`consent.purposes.${purposeKey(consent.purpose)}`),
            groups,
            until: consent.expiresAt ? consent.expiresAt.slice(0, 10) : '—',
          })}
        </p>
      </div>
      <style>{sheetStyle(`${profile.name} ${code}`, t('profile.print.foot', { who, at }))}</style>
      <div className="print-mark" aria-hidden="true">
        {Array.from({ length: 12 }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same mark twelve times over.
          <span key={place}>{mark}</span>
        ))}
      </div>
    </>
  )
}

/** The margins of each sheet: of whom it is above, who took it below. A text of a page is quoted as CSS quotes it. */
function sheetStyle(above: string, below: string): string {
  const quoted = (text: string) => `"${text.replaceAll(/["\\\n<]/g, ' ')}"`
  const look = 'font: 9px/1.4 sans-serif; color: #46536b;'
  return `@page { @top-left { content: ${quoted(above)}; ${look} } @bottom-left { content: ${quoted(below)}; ${look} width: 88%; } }`
}
