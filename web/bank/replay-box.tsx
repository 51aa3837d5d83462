import { useState } from 'react'
import { type Replay, replayContract } from '../../src/lending/decisions/contract.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'

/** Reckons the decision again from its sealed inputs and says whether every byte is the same. */
export function ReplayBox({ decision }: { decision: string }) {
  const { t } = useLanguage()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [replay, setReplay] = useState<Replay>()

  async function run() {
    setBusy(true)
    setFault(undefined)
    try {
      setReplay(await call(replayContract, { decision }))
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="replay">
      <h3>{t('decision.replay')}</h3>
      <p className="field-note">{t('decision.replayLead')}</p>
      <button type="button" className="button" disabled={busy} onClick={() => void run()}>
        {busy ? t('decision.replayBusy') : t('decision.replay')}
      </button>
      <div aria-live="polite">
        {fault === undefined ? null : <RefusalNotice fault={fault} />}
        {replay ? <ReplayAnswer replay={replay} /> : null}
      </div>
    </section>
  )
}

function ReplayAnswer({ replay }: { replay: Replay }) {
  const { t, words } = useLanguage()
  return (
    <div className="replay-answer">
      <span className={replay.identical ? 'chip good' : 'chip bad'}>
        {replay.identical ? t('decision.identical') : t('decision.different')}
      </span>
      <p className="mono-code">{replay.digest}</p>
      {replay.differences.length > 0 ? (
        <ul className="because" aria-label={t('decision.differences')}>
          {replay.differences.map((difference) => (
            <li key={difference.path}>
              <span>{words(difference)}</span>
              <span className="mono-code">
                {difference.path} · {t('decision.stored')} {JSON.stringify(difference.stored)} →{' '}
                {t('decision.replayed')} {JSON.stringify(difference.replayed)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
