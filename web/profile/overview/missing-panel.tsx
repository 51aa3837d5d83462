import { Link } from '@tanstack/react-router'
import type { Profile } from '../../../src/credit/profile/contract.ts'
import { panelState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { AskConsent } from '../ask-consent.tsx'
import { withoutState } from './missing-text.ts'

type Missing = Profile['missing'][number]

/** What this page cannot say and what to do about it: each state and its remedy once, then what it concerns. */
export function MissingPanel({ profile: { missing, enterprise } }: { profile: Profile }) {
  const { t, words } = useLanguage()
  const groups = [...new Set(missing.flatMap((item) => item.missing))]
  const byState = [...Map.groupBy(missing, ({ state, todo }) => `${state} ${todo.zh}`).values()]
  return (
    <Panel
      title={t('profile.missing.title')}
      className={missing.length > fewMax ? 'span-missing many' : 'span-missing'}
    >
      {missing.length === 0 ? <p className="quiet">{t('profile.missing.none')}</p> : null}
      <ul className="missing-list">
        {byState.map((alike) => {
          const [{ state, todo }] = alike as [Missing]
          return (
            <li key={state + todo.zh} data-state={state}>
              <p>
                <em className="chip">{t(`states.${panelState(state)}.title`)}</em>
                <small>{words(todo)}</small>
              </p>
              <ul>
                {alike.map((item) => (
                  <li key={item.section + item.zh}>
                    <Link
                      to="/app/enterprises/$enterprise/$section"
                      params={{ enterprise, section: item.section }}
                      resetScroll={false}
                    >
                      {withoutState(words(item))}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
      <AskConsent groups={groups} />
    </Panel>
  )
}

const fewMax = 3
