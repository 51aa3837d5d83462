import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Profile } from '../../../src/credit/profile/contract.ts'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { EventList } from '../events/event-list.tsx'
import { isPressing } from '../tone.tsx'

const shownMax = 6
const choices = ['all', 'pressing', 'good'] as const

/** The latest of the timeline; the page of all events has the rest and its filters. */
export function EventsPanel({ profile: { events, eventKinds, enterprise } }: { profile: Profile }) {
  const { t } = useLanguage()
  const [choice, setChoice] = useState<(typeof choices)[number]>('all')
  const found = {
    all: events,
    pressing: events.filter(({ tone }) => isPressing(tone)),
    good: events.filter(({ tone }) => tone === 'good'),
  }
  const total = eventKinds.reduce((sum, { count }) => sum + count, 0)
  return (
    <Panel
      title={t('profile.events.title')}
      className="span-events"
      extra={
        <span className="choice-row">
          {choices.map((one) => (
            <button key={one} type="button" aria-pressed={choice === one} onClick={() => setChoice(one)}>
              {t(`profile.events.choice.${one}`)} {one === 'all' ? total : found[one].length}
            </button>
          ))}
        </span>
      }
    >
      {found[choice].length === 0 ? <p className="quiet">{t('profile.events.none')}</p> : null}
      <EventList events={found[choice].slice(0, shownMax)} enterprise={enterprise} />
      <p className="panel-foot">
        <Link to="/app/enterprises/$enterprise/events" params={{ enterprise }}>
          {t('profile.events.all')}
        </Link>
      </p>
    </Panel>
  )
}
