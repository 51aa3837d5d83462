import type { Profile } from '../../src/credit/profile/contract.ts'
import { monogramOf } from '../bank/monogram.ts'
import { ConsentRibbon } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { usccGroups } from '../components/uscc-groups.ts'

const tagsMax = 6

/** Whose credit this is: the name, the code, the tags that others see too, and why it may be read. */
export function OwnHeader({ profile }: { profile: Profile }) {
  const { words } = useLanguage()
  return (
    <div className="own-header">
      <span className="monogram" aria-hidden="true">
        {monogramOf(profile.name)}
      </span>
      <div>
        <p className="own-name" lang="zh-CN">
          {profile.name}
        </p>
        <p className="own-code">{profile.uscc ? usccGroups(profile.uscc) : profile.enterprise}</p>
      </div>
      <p className="chips">
        {profile.tags.slice(0, tagsMax).map((tag) => (
          <span className={`chip ${tag.tone}`} key={tag.code}>
            {words(tag)}
          </span>
        ))}
      </p>
      <ConsentRibbon consent={profile.consent} />
    </div>
  )
}
