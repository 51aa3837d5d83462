import { Link } from '@tanstack/react-router'
import { type Profile, reasons } from '../../../src/credit/profile/contract.ts'
import { panelState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { AskConsent } from '../ask-consent.tsx'

/** What this page cannot say, and what to do about it. */
export function MissingPanel({ profile: { missing, enterprise } }: { profile: Profile }) {
  const { t, words } = useLanguage()
  const groups = [...new Set(missing.flatMap((item) => item.missing))]
  return (
    <Panel title={t('profile.missing.title')} className="span-missing">
      {missing.length === 0 ? <p className="quiet">{t('profile.missing.none')}</p> : null}
      <ul className="missing-list">
        {missing.map((item) => (
          <li key={item.section + item.state + item.zh} data-state={item.state}>
            <em className="chip">{t(`states.${panelState(item.state)}.title`)}</em>
            <span>
              <Link
                to="/app/enterprises/$enterprise/$section"
                params={{ enterprise, section: item.section }}
                resetScroll={false}
              >
                {withoutState(words(item), item.state)}
              </Link>
              <small>{words(item.todo)}</small>
            </span>
          </li>
        ))}
      </ul>
      <AskConsent groups={groups} />
    </Panel>
  )
}

/** The state stands in a chip beside: the sentence that says it again is left out. */
function withoutState(text: string, state: string): string {
  const known = Object.entries(reasons).find(([name]) => name === state)?.[1]
  return known ? text.replace(known.zh, '').replace(known.en, '').trim() : text
}
