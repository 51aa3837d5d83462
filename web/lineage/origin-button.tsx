import type { ReactNode } from 'react'
import './origin-button.css'
import { useLanguage } from '../components/language.ts'
import { type OriginQuestion, useAskOrigin } from './ask-origin.ts'

/** A figure that opens the records behind it; only the figure where nobody can be asked. */
export function OriginValue({ question, children }: { question: OriginQuestion; children: ReactNode }) {
  const ask = useAskOrigin()
  const { t } = useLanguage()
  if (!ask) return <>{children}</>
  return (
    <button type="button" className="origin-value" title={t('lineage.open')} onClick={() => ask(question)}>
      {children}
    </button>
  )
}

/** The same for a whole panel, in words. */
export function OriginButton({ question }: { question: OriginQuestion }) {
  const ask = useAskOrigin()
  const { t } = useLanguage()
  if (!ask || question.recordTypes.length === 0) return null
  return (
    <button
      type="button"
      className="link-button"
      aria-label={t('lineage.recordsOf', { title: question.title })}
      onClick={() => ask(question)}
    >
      {t('lineage.records')}
    </button>
  )
}
