import { useLanguage, type Words } from '../components/language.ts'

interface RefusalText extends Words {
  todo: Words
}

const catalogues: Record<string, { refusalCatalogue?: Record<string, RefusalText> }> = import.meta.glob(
  ['../../src/**/contract.ts', '../../src/entrances/http/refusals.ts'],
  { eager: true },
)
const refusals = Object.values(catalogues)
  .flatMap(({ refusalCatalogue }) => Object.entries(refusalCatalogue ?? {}))
  .sort(([left], [right]) => (left < right ? -1 : 1))

/** Every refusal with its anchor, so that the type of a problem is a page that explains it (RFC 9457 §3.1.1). */
export function RefusalTable() {
  const { t, words } = useLanguage()
  return (
    <section className="operation" id="refusals" aria-labelledby="refusals-title">
      <h3 id="refusals-title">{t('api.refusals')}</h3>
      <p className="docs-lead">{t('api.refusalsLead')}</p>
      <dl className="refusal-table">
        {refusals.map(([code, text]) => (
          <div key={code} id={code}>
            <dt className="mono-code">{code}</dt>
            <dd>
              {words(text)} <span className="description">{words(text.todo)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
