import { useState } from 'react'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { listed } from '../components/punctuation.ts'
import { useSession } from '../components/session.ts'

/** What an officer sends to the enterprise, so that it knows what to grant to whom: one press copies the sentence. */
export function AskConsent({ groups }: { groups: readonly string[] }) {
  const { t, language } = useLanguage()
  const { data: session } = useSession()
  const [copied, setCopied] = useState(false)
  if (session?.organization.kind !== 'bank' || groups.length === 0) return null
  const names = listed(
    groups.map((group) => t(`consent.fieldGroups.${fieldGroupKey(group)}`)),
    language,
  )
  const sentence = t('profile.ask.sentence', { bank: session.organization.name, groups: names })
  return (
    <p className="ask-consent">
      <button
        type="button"
        className="button"
        onClick={() => void navigator.clipboard.writeText(sentence).then(() => setCopied(true))}
      >
        {t('profile.ask.copy')}
      </button>
      <span role="status">{copied ? t('profile.ask.copied') : names}</span>
    </p>
  )
}
