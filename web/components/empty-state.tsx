import type { ReactNode } from 'react'
import { useLanguage, type Words } from './language.ts'

export interface UnavailablePanel {
  unavailable: string
  zh: string
  en: string
  todo: Words
}

const pictures: Record<PanelState, ReactNode> = {
  'no-data': <path d="M14 6h14l8 8v24H10V6h4m13 0v9h9M16 22h14M16 28h14M16 34h8" strokeDasharray="2.5 2.5" />,
  'not-covered': (
    <>
      <path d="M22 5 8 10v11c0 9 6 15 14 18 8-3 14-9 14-18V10z" />
      <path d="M17 22h10" />
    </>
  ),
  'not-connected': (
    <path d="M4 22h9m18 0h9M13 15v14h6a7 7 0 0 0 0-14zm18 1h-4m4 12h-4m4-14v16h-2a8 8 0 0 1 0-16z" />
  ),
  'too-young': (
    <>
      <path d="M22 39V21M22 25c-7 0-11-4-11-10 7 0 11 4 11 10zm0-3c0-7 4-11 12-11 0 7-5 11-12 11z" />
      <path d="M12 39h20" />
    </>
  ),
  late: (
    <>
      <circle cx="22" cy="22" r="15" />
      <path d="M22 13v9l6 5M4 40h36" strokeDasharray="30 0" />
    </>
  ),
  failed: (
    <>
      <path d="M22 6 4 37h36z" />
      <path d="M22 17v10m0 5v1" />
    </>
  ),
  'no-permission': (
    <>
      <rect x="9" y="19" width="26" height="19" rx="3" />
      <path d="M14 19v-5a8 8 0 0 1 16 0v5M22 27v4" />
    </>
  ),
}

type PanelState =
  | 'no-data'
  | 'not-covered'
  | 'not-connected'
  | 'too-young'
  | 'late'
  | 'failed'
  | 'no-permission'

export interface EmptyStateProps {
  state: UnavailablePanel
  /** In place of the state's own title, where that would mislead. */
  title?: string | undefined
  /** How many share this state. */
  count?: number
  action?: ReactNode
}

/** Why a panel shows nothing: states that are told apart, each with what to do next. */
export function EmptyState({ state, title, count, action }: EmptyStateProps) {
  const { t, words } = useLanguage()
  const kind = panelState(state.unavailable)
  return (
    <div className="empty-state" data-state={kind}>
      <svg viewBox="0 0 44 44" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8">
        {pictures[kind]}
      </svg>
      <b>
        {title ?? t(`states.${kind}.title`)}
        {count === undefined ? null : ` · ${count}`}
      </b>
      <p>{words(state)}</p>
      <p className="todo">{words(state.todo)}</p>
      {action}
    </div>
  )
}

export function panelState(text: string): PanelState {
  return text in pictures ? (text as PanelState) : 'failed'
}
