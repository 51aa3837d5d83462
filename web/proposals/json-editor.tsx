import { useId, useState } from 'react'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { type Draft, parseDraft } from './draft.ts'

/** The definition as it will be kept, for who knows the form better than the page. */
export function JsonEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t } = useLanguage()
  const [text, setText] = useState(JSON.stringify(draft, null, 2))
  const note = useId()
  const wrong = parseDraft(text) === undefined
  return (
    <Panel title={t('proposals.json.title')}>
      <label className="field">
        <span>{t('proposals.json.label')}</span>
        <textarea
          className="input mono-input json-text"
          rows={28}
          value={text}
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={note}
          onChange={(event) => {
            setText(event.target.value)
            const next = parseDraft(event.target.value)
            if (next) onChange(next)
          }}
        />
      </label>
      <p id={note} className={wrong ? 'field-note wrong' : 'field-note'}>
        {wrong ? t('proposals.json.wrong') : t('proposals.json.hint')}
      </p>
    </Panel>
  )
}
