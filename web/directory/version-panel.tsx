import { useState } from 'react'
import type { RecordType, Version } from '../../src/trust/catalog/contract.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { ChangeList } from './change-list.tsx'

/** How the definition came to be what it is, newest version first. */
export function VersionPanel({
  history,
  type,
  standard,
}: {
  history: readonly Version[]
  type: RecordType
  standard: boolean
}) {
  const { t } = useLanguage()
  return (
    <Panel title={t('directory.history.title')}>
      {history.length === 0 ? (
        <p>{standard ? t('directory.history.standard') : t('directory.history.none')}</p>
      ) : null}
      <ol className="version-lines">
        {history.map((version) => (
          <Line key={version.digest} version={version} current={version.version === type.version} />
        ))}
      </ol>
    </Panel>
  )
}

function Line({ version, current }: { version: Version; current: boolean }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(current)
  return (
    <li>
      <div className="version-head">
        <b>{t('directory.version', { number: version.version })}</b>
        {current ? <span className="chip good">{t('directory.history.current')}</span> : null}
        <span>{minuteText(version.reviewedAt ?? version.proposedAt)}</span>
        {version.proposedBy ? (
          <span>{t('directory.history.proposedBy', { account: version.proposedBy })}</span>
        ) : null}
        {version.reviewedBy ? (
          <span>{t('directory.history.reviewedBy', { account: version.reviewedBy })}</span>
        ) : null}
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('directory.history.changes', { count: version.changes.length })}
        </button>
      </div>
      {version.note ? <p className="field-words">{version.note}</p> : null}
      {open ? <ChangeList changes={version.changes} /> : null}
      <p className="mono-code">{version.digest}</p>
    </li>
  )
}
