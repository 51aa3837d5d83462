import { Link } from '@tanstack/react-router'
import type { Profile } from '../../../src/credit/profile/contract.ts'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { OriginButton, OriginValue } from '../../lineage/origin-button.tsx'
import { ToneChip } from '../tone.tsx'
import { withPersons } from '../value-text.ts'
import { changeFigure } from './change-figure.ts'

/** What changed in twelve months, risk first: a sentence each, with its figure, its day and who says so. */
export function ChangesPanel({ profile }: { profile: Profile }) {
  const { t } = useLanguage()
  const { changes, enterprise } = profile
  return (
    <Panel
      title={t('profile.changes.title')}
      className="span-changes"
      extra={
        <Link to="/app/enterprises/$enterprise/events" params={{ enterprise }}>
          {t('profile.events.all')}
        </Link>
      }
    >
      {changes.length === 0 ? <p className="quiet">{t('profile.changes.none')}</p> : null}
      <ol className="change-lines">
        {changes.map((change) => (
          <ChangeLine key={change.id} change={change} enterprise={enterprise} />
        ))}
      </ol>
    </Panel>
  )
}

function ChangeLine({ change, enterprise }: { change: Profile['changes'][number]; enterprise: string }) {
  const { words, language } = useLanguage()
  const figure = change.figure ? changeFigure(change.figure, language) : undefined
  const { recordType, key } = change.origin
  const question = { title: words(change.text), recordTypes: [recordType], ...(key ? { key } : {}) }
  return (
    <li className={`tone-edge-${change.tone}`}>
      <ToneChip tone={change.tone} />
      <span className="change-text">
        <Link
          to="/app/enterprises/$enterprise/$section"
          params={{ enterprise, section: change.section }}
          resetScroll={false}
        >
          {withPersons(words(change.text), language)}
        </Link>
        <small>
          {change.on}
          {change.department ? ` · ${words(change.department)}` : ''}
        </small>
      </span>
      {figure ? (
        <b className="change-figure">
          <OriginValue question={question}>{figure}</OriginValue>
        </b>
      ) : (
        <OriginButton question={question} />
      )}
    </li>
  )
}
