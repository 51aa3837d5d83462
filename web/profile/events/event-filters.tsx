import type { Static } from 'typebox'
import type { listProfileEventsContract } from '../../../src/credit/profile/events.contract.ts'
import { useLanguage } from '../../components/language.ts'
import { byUrgency } from '../tone.tsx'
import type { EventsSearch } from './events-search.ts'

type Answer = Static<(typeof listProfileEventsContract)['output']>

export interface EventFiltersProps {
  answer: Pick<Answer, 'kinds' | 'tones'>
  chosen: EventsSearch
  onChoose: (search: EventsSearch) => void
}

/** Levels and kinds that occur, each with its count; several of each may be chosen. */
export function EventFilters({ answer, chosen, onChoose }: EventFiltersProps) {
  const { t, words } = useLanguage()
  const tones = listOf(chosen.tones)
  const kinds = listOf(chosen.kinds)
  return (
    <div className="event-filters">
      <fieldset>
        <legend>{t('profile.events.level')}</legend>
        {byUrgency(answer.tones)
          .filter(({ tone }) => tone !== 'plain')
          .map(({ tone, count }) => (
            <button
              key={tone}
              type="button"
              className={`chip tone-${tone}`}
              aria-pressed={tones.includes(tone)}
              onClick={() => onChoose(searchOf(kinds, flipped(tones, tone)))}
            >
              {t(`profile.tone.${tone as 'red'}`)} {count}
            </button>
          ))}
      </fieldset>
      <fieldset>
        <legend>{t('profile.events.kind')}</legend>
        {answer.kinds.map((kind) => (
          <button
            key={kind.id}
            type="button"
            className="chip"
            aria-pressed={kinds.includes(kind.id)}
            onClick={() => onChoose(searchOf(flipped(kinds, kind.id), tones))}
          >
            {words(kind)} {kind.count}
          </button>
        ))}
      </fieldset>
      {tones.length + kinds.length > 0 ? (
        <button type="button" className="link-button" onClick={() => onChoose({})}>
          {t('profile.events.clear')}
        </button>
      ) : null}
    </div>
  )
}

function listOf(text: string | undefined): string[] {
  return text ? text.split(',') : []
}

function flipped(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

function searchOf(kinds: readonly string[], tones: readonly string[]): EventsSearch {
  return {
    ...(kinds.length > 0 ? { kinds: kinds.join(',') } : {}),
    ...(tones.length > 0 ? { tones: tones.join(',') } : {}),
  }
}
