import { useState } from 'react'
import {
  currentCheckpointContract,
  type Verification,
  verifyLogContract,
} from '../../src/trust/audit/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'

/** The newest signed checkpoint, and a button that computes the whole log anew. */
export function AuditPanel() {
  const { t } = useLanguage()
  const checkpoint = useAnswer(currentCheckpointContract, {})
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [found, setFound] = useState<Verification>()

  async function verify() {
    setBusy(true)
    setFault(undefined)
    try {
      setFound(await call(verifyLogContract, {}))
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Panel title={t('operations.audit.title')} className="span-all">
      {checkpoint.isError ? (
        <RefusalNotice fault={checkpoint.error} onRetry={() => void checkpoint.refetch()} />
      ) : null}
      {checkpoint.data ? (
        <dl className="loan-summary">
          <div>
            <dt>{t('operations.audit.entries')}</dt>
            <dd>{checkpoint.data.treeSize.toLocaleString('en-US')}</dd>
          </div>
          <div>
            <dt>{t('operations.audit.signedAt')}</dt>
            <dd>{minuteText(checkpoint.data.at)}</dd>
          </div>
          <div>
            <dt>{t('operations.audit.root')}</dt>
            <dd className="mono-code">{checkpoint.data.rootHash}</dd>
          </div>
        </dl>
      ) : null}
      <div className="verify">
        <button type="button" className="button" disabled={busy} onClick={() => void verify()}>
          {busy ? t('operations.audit.verifying') : t('operations.audit.verify')}
        </button>
        <div aria-live="polite">{found ? <VerificationAnswer found={found} /> : null}</div>
      </div>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </Panel>
  )
}

function VerificationAnswer({ found }: { found: Verification }) {
  const { t } = useLanguage()
  return (
    <p>
      <span className={found.valid ? 'chip good' : 'chip bad'}>
        {found.valid ? t('operations.audit.valid') : t('operations.audit.invalid')}
      </span>{' '}
      {t('operations.audit.verified', { entries: found.entries, checkpoints: found.checkpoints })}
      {found.firstBadEntry === null
        ? ''
        : ` ${t('operations.audit.firstBad', { entry: found.firstBadEntry })}`}
      {found.faults.map((one) => (
        <span key={`${one.kind}-${one.entry ?? one.treeSize}`} className="mono-code">
          {' '}
          {one.kind}
        </span>
      ))}
    </p>
  )
}
