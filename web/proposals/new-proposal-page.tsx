import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import '../directory/directory.css'
import './proposals.css'
import type { DefinitionKind } from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { CheckPanel } from './check-panel.tsx'
import { type Draft, isRecordTypeDraft } from './draft.ts'
import { JsonEditor } from './json-editor.tsx'
import { RecordTypeForm } from './record-type-form.tsx'
import { SourceForm } from './source-form.tsx'
import { useStart } from './use-start.ts'

const kinds: readonly DefinitionKind[] = ['record-type', 'source', 'reference-list']

/** A new definition, or the next version of one: written in a form or as JSON, checked while it is written. */
export function NewProposalPage() {
  const { t } = useLanguage()
  const { kind = 'record-type', from } = useSearch({ from: '/app/directory/proposals/new' })
  const navigate = useNavigate({ from: '/app/directory/proposals/new' })
  const start = useStart(kind, from)
  return (
    <>
      <div className="page-lead">
        <p className="crumb">
          <Link to="/app/directory/proposals">{t('directory.proposals')}</Link>
        </p>
        <h1>{from ? t('proposals.newVersionOf', { name: from }) : t('proposals.new')}</h1>
        <p>{t('proposals.newLead')}</p>
      </div>
      {from ? null : (
        <fieldset className="kind-choice" aria-label={t('proposals.kind')}>
          {kinds.map((one) => (
            <button
              key={one}
              type="button"
              className={one === kind ? 'button chosen' : 'button'}
              aria-pressed={one === kind}
              onClick={() => void navigate({ search: { kind: one }, replace: true })}
            >
              {t(`proposals.kinds.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      {start.error ? <RefusalNotice fault={start.error} /> : null}
      {start.draft ? (
        <Writing
          key={`${kind} ${from ?? ''}`}
          kind={kind}
          start={start.draft}
          isVersion={from !== undefined}
        />
      ) : null}
      {start.draft || start.error ? null : <PageSkeleton />}
    </>
  )
}

interface WritingProps {
  kind: DefinitionKind
  start: Draft
  isVersion: boolean
}

function Writing({ kind, start, isVersion }: WritingProps) {
  const { t } = useLanguage()
  const [draft, setDraft] = useState(start)
  const [asText, setAsText] = useState(kind === 'reference-list')
  const formFits = kind === 'source' || (kind === 'record-type' && isRecordTypeDraft(draft))
  return (
    <div className="writing">
      <div className="operations-grid">
        {kind === 'reference-list' ? null : (
          <div className="writing-mode">
            <button
              type="button"
              className="link-button"
              aria-pressed={asText}
              onClick={() => setAsText(!asText)}
            >
              {asText ? t('proposals.asForm') : t('proposals.asJson')}
            </button>
          </div>
        )}
        {asText || !formFits ? <JsonEditor draft={draft} onChange={setDraft} /> : null}
        {!asText && kind === 'record-type' && isRecordTypeDraft(draft) ? (
          <RecordTypeForm draft={draft} isVersion={isVersion} onChange={setDraft} />
        ) : null}
        {!asText && kind === 'source' ? (
          <SourceForm draft={draft} isVersion={isVersion} onChange={setDraft} />
        ) : null}
      </div>
      <CheckPanel kind={kind} draft={draft} />
    </div>
  )
}
