import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type DefinitionKind,
  listProposalsContract,
  type Preview,
  previewProposalContract,
  proposeContract,
} from '../../src/trust/catalog/contract.ts'
import { useLater } from '../bank/use-later.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ChangeList, PartName } from '../directory/change-list.tsx'
import { type Draft, lacking } from './draft.ts'

/** What the directory has to say of the definition while it is written, and the way to put it forward. */
export function CheckPanel({ kind, draft }: { kind: DefinitionKind; draft: Draft }) {
  const { t } = useLanguage()
  const rested = useLater(draft, 500)
  const lacks = lacking(kind, draft)
  const preview = useQuery({
    queryKey: [previewProposalContract.name, kind, rested],
    queryFn: ({ signal }) =>
      call(previewProposalContract, { kind, definition: rested as Draft & { id: string } }, { signal }),
    enabled: lacking(kind, rested).length === 0,
    retry: false,
    placeholderData: (before) => before,
  })
  const settled = rested === draft && !preview.isPlaceholderData && lacks.length === 0
  const sound = settled && preview.data !== undefined && !preview.isError
  return (
    <aside className="check-side" aria-label={t('proposals.check.title')}>
      <Panel title={t('proposals.check.title')}>
        <div aria-live="polite">
          {lacks.length > 0 ? (
            <>
              <p>{t('proposals.check.lacking')}</p>
              <ul className="lacking">
                {lacks.map((path) => (
                  <li key={path}>
                    <PartName at={path} /> <span className="mono-code">{path}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {lacks.length === 0 && preview.isError ? <RefusalNotice fault={preview.error} /> : null}
          {lacks.length === 0 && preview.data && !preview.isError ? (
            <Findings preview={preview.data} />
          ) : null}
        </div>
      </Panel>
      <Submit
        kind={kind}
        draft={draft}
        ready={sound && preview.data.findings.length === 0 && preview.data.changes.length > 0}
      />
      {lacks.length === 0 && preview.data && !preview.isError ? (
        <Panel title={t('proposals.check.changes', { count: preview.data.changes.length })}>
          <ChangeList changes={preview.data.changes} />
        </Panel>
      ) : null}
    </aside>
  )
}

function Findings({ preview }: { preview: Preview }) {
  const { t, words } = useLanguage()
  if (preview.findings.length === 0) {
    return (
      <p className="sound">
        {preview.changes.length > 0
          ? t('proposals.check.sound', { version: preview.version })
          : t('proposals.check.same')}
      </p>
    )
  }
  return (
    <>
      <p>{t('proposals.check.findings', { count: preview.findings.length })}</p>
      <ul className="findings">
        {preview.findings.map((finding) => (
          <li key={`${finding.at} ${finding.rule}`}>
            <span className="mono-code">{finding.at}</span> {words(finding)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Submit({ kind, draft, ready }: { kind: DefinitionKind; draft: Draft; ready: boolean }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()

  async function submit() {
    setBusy(true)
    setFault(undefined)
    try {
      const definition = draft as Draft & { id: string }
      const wish = { kind, definition, ...(note.trim() ? { note: note.trim() } : {}) }
      const proposal = await call(proposeContract, wish, { idempotencyKey: crypto.randomUUID() })
      await queries.invalidateQueries({ queryKey: [listProposalsContract.name] })
      await navigate({ to: '/app/directory/proposals/$proposal', params: { proposal: proposal.id } })
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Panel title={t('proposals.submit.title')}>
      <label className="field">
        <span>{t('proposals.submit.note')}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <button
        type="button"
        className="button primary wide"
        disabled={!ready || busy}
        onClick={() => void submit()}
      >
        {busy ? t('proposals.submit.busy') : t('proposals.submit.submit')}
      </button>
      <p className="field-note">{t('proposals.submit.hint')}</p>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </Panel>
  )
}
