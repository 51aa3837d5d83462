import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  actOnQualityCaseContract,
  type CaseAct,
  getQualityCaseContract,
  listQualityCasesContract,
  listSourceQualityContract,
  type QualityCase,
} from '../../src/information/quality/contract.ts'
import type { Session } from '../../src/trust/organizations/contract.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { actsOn } from './acts-on.ts'

/** What the signed-in person may do with the case as it stands. */
export function CaseActs({ item }: { item: QualityCase }) {
  const { t } = useLanguage()
  const session = useSession().data
  const acts = actsOn(item.state, (session?.permissions ?? []) as Session['permissions'])
  const [comment, setComment] = useState('')
  const [owner, setOwner] = useState('')
  const { act, busy, fault } = useActing(item.id, () => {
    setComment('')
    setOwner('')
  })
  if (acts.length === 0) return null
  const said = comment.trim()
  return (
    <Panel title={t('quality.case.answer')}>
      <label className="field case-comment">
        <span>{t('quality.case.comment')}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </label>
      <div className="case-buttons">
        {acts
          .filter((one) => one !== 'assign')
          .map((one) => (
            <button
              key={one}
              type="button"
              className={one === 'resolve' ? 'button primary' : 'button'}
              disabled={busy || (one !== 'acknowledge' && said === '')}
              onClick={() => void act(one, said ? { comment: said } : {})}
            >
              {t(`quality.case.acts.${one}`)}
            </button>
          ))}
      </div>
      {acts.includes('assign') ? (
        <div className="case-buttons">
          <label className="field">
            <span>{t('quality.case.assignTo')}</span>
            <input
              className="input"
              maxLength={100}
              value={owner}
              onChange={(event) => setOwner(event.target.value)}
            />
          </label>
          <button
            type="button"
            className="button"
            disabled={busy || owner.trim() === ''}
            onClick={() => void act('assign', { owner: owner.trim(), ...(said ? { comment: said } : {}) })}
          >
            {t('quality.case.acts.assign')}
          </button>
        </div>
      ) : null}
      <p className="field-note">{t('quality.case.commentNeeded')}</p>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </Panel>
  )
}

function useActing(id: string, onDone: () => void) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  async function act(one: CaseAct, more: { comment?: string; owner?: string }) {
    setBusy(true)
    setFault(undefined)
    try {
      await call(
        actOnQualityCaseContract,
        { case: id, act: one, ...more },
        { idempotencyKey: crypto.randomUUID() },
      )
      const changed = [getQualityCaseContract, listQualityCasesContract, listSourceQualityContract]
      await Promise.all(changed.map(({ name }) => queries.invalidateQueries({ queryKey: [name] })))
      onDone()
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }
  return { act, busy, fault }
}
