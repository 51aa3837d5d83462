import { fieldGroups } from '../../src/trust/consent/contract.ts'
import { useLanguage } from './language.ts'
import { listed } from './punctuation.ts'

export interface RibbonProps {
  consent: {
    purpose: string
    basis: string
    covered: readonly string[]
    missing: readonly string[]
    daysLeft: number | null
  }
}

/** The consent ribbon: on which ground this page was read, for what, for how long, and that it is on record. */
export function ConsentRibbon({ consent }: RibbonProps) {
  const { t, language } = useLanguage()
  const list = (groups: readonly string[]) =>
    listed(
      groups.map((group) => t(`consent.fieldGroups.${fieldGroupKey(group)}`)),
      language,
    )
  const partial = consent.missing.length > 0
  const standing = standingOf(consent.basis, consent.covered.length, partial)
  return (
    <p className={partial ? 'ribbon partial' : 'ribbon'}>
      <b>{t(`profile.ribbon.${standing}`)}</b>
      {consent.basis === 'consent' ? (
        <span>{t(`consent.purposes.${purposeKey(consent.purpose)}`)}</span>
      ) : null}
      {consent.daysLeft === null ? null : (
        <span>
          {consent.daysLeft > 0
            ? t('profile.ribbon.daysLeft', { days: consent.daysLeft })
            : t('profile.ribbon.lastDay')}
        </span>
      )}
      {partial ? <span>{t('profile.ribbon.missing', { groups: list(consent.missing) })}</span> : null}
      <span>{t('profile.ribbon.logged')}</span>
    </p>
  )
}

function standingOf(basis: string, covered: number, partial: boolean) {
  if (basis === 'self') return 'self'
  if (basis === 'platform-operation') return 'platform-operation'
  if (basis === 'public' && !partial) return 'public'
  if (covered === 0) return 'none'
  return partial ? 'partial' : 'valid'
}

const knownPurposes = ['pre-loan-review', 'post-loan-management', 'credit-report'] as const

export function fieldGroupKey(text: string): (typeof fieldGroups)[number] | 'other' {
  return fieldGroups.find((known) => known === text) ?? 'other'
}

export function purposeKey(text: string): (typeof knownPurposes)[number] | 'other' {
  return knownPurposes.find((known) => known === text) ?? 'other'
}
