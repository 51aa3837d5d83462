import type { Tag } from '../../src/credit/profile/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Popover } from '../components/popover.tsx'
import { OriginButton } from '../lineage/origin-button.tsx'

/** A tag is made by a rule: pressed, it says by which, on what evidence, and until when. */
export function TagChip({ tag }: { tag: Tag }) {
  const { t, words } = useLanguage()
  if (!tag.reason) return <span className={`chip ${tag.tone}`}>{words(tag)}</span>
  return (
    <Popover
      className={`chip ${tag.tone} tag-chip`}
      label={t('profile.tag.why', { tag: words(tag) })}
      content={
        <>
          <b>{words(tag)}</b>
          <span>{words(tag.reason)}</span>
          {tag.until ? <small>{t('profile.tag.until', { day: tag.until })}</small> : null}
          {(tag.evidence ?? []).map(({ recordType, key }) => (
            <OriginButton
              key={recordType + key}
              question={{ title: words(tag), recordTypes: [recordType], ...(key ? { key } : {}) }}
            />
          ))}
        </>
      }
    >
      {words(tag)}
    </Popover>
  )
}
