import type { Profile, Registration } from '../../src/credit/profile/contract.ts'
import { monogramOf } from '../bank/monogram.ts'
import { amountText } from '../components/amount.ts'
import { ConsentRibbon } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { usccGroups } from '../components/uscc-groups.ts'
import { OriginButton } from '../lineage/origin-button.tsx'
import { typesOf } from '../lineage/origin-of.ts'
import { ProfileActions } from './profile-actions.tsx'
import { shortRegion } from './short-region.ts'
import { StageChip } from './stage-chip.tsx'
import { TagChip } from './tag-chip.tsx'

/** Facts that anybody may know, and the ribbon that says why the rest may be read. */
export function ProfileHeader({ profile }: { profile: Profile }) {
  const { words } = useLanguage()
  const registration = 'data' in profile.registration ? profile.registration.data : undefined
  // The status has a chip of its own.
  const tags = profile.tags.filter((tag) => tag.zh !== registration?.status.zh)
  return (
    <div className="enterprise-header">
      <span className="monogram" aria-hidden="true">
        {monogramOf(profile.name)}
      </span>
      <div className="enterprise-title">
        <h1 lang="zh-CN">{profile.name}</h1>
        {registration ? (
          <span className={registration.status.code === 'active' ? 'chip good' : 'chip bad'}>
            {words(registration.status)}
          </span>
        ) : null}
        {tags.map((tag) => (
          <TagChip key={tag.code} tag={tag} />
        ))}
      </div>
      <span className="header-ground">
        <StageChip stage={profile.stage} hidden={profile.hidden} />
        <ConsentRibbon consent={profile.consent} />
      </span>
      <div className="header-low">
        <Facts profile={profile} registration={registration} />
        <ProfileActions enterprise={profile.enterprise} name={profile.name} />
      </div>
    </div>
  )
}

function Facts({ profile, registration }: { profile: Profile; registration: Registration | undefined }) {
  const { t, words, language } = useLanguage()
  const facts: [string, string | null | undefined][] = [
    [t('profile.facts.uscc'), profile.uscc ? usccGroups(profile.uscc) : profile.enterprise],
    [t('profile.facts.legalRepresentative'), registration?.legalRepresentative],
    [
      t('profile.facts.establishedOn'),
      registration &&
        t('profile.facts.establishedWithAge', {
          day: registration.establishedOn,
          years: Math.floor(registration.ageYears),
        }),
    ],
    [
      t('profile.facts.capital'),
      registration?.registeredCapitalFen && amountText(registration.registeredCapitalFen, language),
    ],
    [t('profile.facts.industry'), registration && industryText(registration.industry, language)],
    [t('profile.facts.region'), registration && regionText(registration.region)],
  ]
  function regionText({ derived, ...region }: Registration['region']) {
    const name = shortRegion(nameOf(region, language))
    return derived && name !== null ? t('profile.facts.regionFromCode', { region: name }) : name
  }
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
      {'sources' in profile.registration && profile.registration.sources[0] ? (
        <div className="facts-origin">
          <dt className="spoken">{words(profile.registration.sources[0].department)}</dt>
          <dd>
            <OriginButton
              question={{
                title: t('consent.fieldGroups.registration'),
                recordTypes: typesOf(profile.registration.sources),
              }}
            />
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

/** The industry's code is known by heart among bankers; a region's is not, so it shows only when there is no name. */
function nameOf(
  place: { code: string | null; zh: string | null; en: string | null },
  language: 'zh-CN' | 'en',
) {
  return (language === 'en' ? place.en : place.zh) ?? place.code
}

function industryText(
  place: { code: string; zh: string | null; en: string | null },
  language: 'zh-CN' | 'en',
) {
  const name = nameOf(place, language)
  return name === place.code ? name : `${place.code} ${name}`
}
