import { Problem, type ProblemDetails } from './call.ts'
import { useLanguage } from './language.ts'
import { placeLines } from './place-lines.ts'

/** A refusal where it happened: the sentence, what to do, the code. Never a toast alone, never a stack trace. */
export function RefusalNotice({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  const { t, language } = useLanguage()
  const details = detailsOf(fault)
  const own = wordsOfOwn(details)
  const title = details.title || t(own.title)
  const todo = details.todo ?? t(own.todo)
  return (
    <div className="refusal" role="alert">
      <p>
        <b>{title}</b>
      </p>
      {placeLines(details.where, language).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{t('states.todo', { todo })}</p>
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

function detailsOf(fault: unknown): ProblemDetails {
  if (fault instanceof Problem) return fault.details
  const nothing = { title: '', detail: undefined, where: {}, todo: undefined, instance: undefined }
  return { status: 500, code: 'page-fault', ...nothing }
}

function wordsOfOwn(details: ProblemDetails) {
  if (details.status === 0) return { title: 'states.unreachable', todo: 'states.unreachableTodo' } as const
  return { title: 'states.fault', todo: 'states.faultTodo' } as const
}
