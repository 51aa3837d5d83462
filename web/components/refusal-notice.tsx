import type { ReactNode } from 'react'
import { Problem, type ProblemDetails } from './call.ts'
import { useLanguage } from './language.ts'

/** A refusal where it happened: the sentence, what to do, the code. Never a toast alone, never a stack trace. */
export function RefusalNotice({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  const { t } = useLanguage()
  const details = detailsOf(fault)
  const own = wordsOfOwn(details)
  const title = details.title || t(own.title)
  const todo = details.todo ?? t(own.todo)
  const place = placeText(details.where)
  return (
    <div className="refusal" role="alert">
      <p>
        <b>{title}</b>
      </p>
      {details.detail && details.detail !== title ? <p>{details.detail}</p> : null}
      {place ? <p>{place}</p> : null}
      <p>
        {t('states.todo')}：{todo}
      </p>
      <p className="code">
        {t('states.code')} <span className="mono-code">{details.code}</span>
        {details.instance ? (
          <>
            {' · '}
            {t('states.number')} <span className="mono-code">{details.instance}</span>
          </>
        ) : null}
      </p>
      {onRetry && (details.status === 0 || details.status >= 500) ? (
        <button type="button" className="button" onClick={onRetry}>
          {t('states.retry')}
        </button>
      ) : null}
    </div>
  )
}

/** A notice for what the page itself found, in the same shape. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="refusal" role="alert">
      {children}
    </div>
  )
}

function detailsOf(fault: unknown): ProblemDetails {
  if (fault instanceof Problem) return fault.details
  const nothing = { title: '', detail: undefined, where: {}, todo: undefined, instance: undefined }
  return { status: 500, code: 'page-fault', ...nothing }
}

function wordsOfOwn(details: ProblemDetails) {
  if (details.status === 0) return { title: 'states.unreachable', todo: 'states.unreachableTodo' } as const
  return { title: 'states.fault', todo: 'states.faultTodo' } as const
}

/** The place of a fault in one line: `field amountFen · row 12`. Only scalars; lists of candidates are shown by who asked. */
export function placeText(where: Readonly<Record<string, unknown>>): string {
  return Object.entries(where)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ')
}
