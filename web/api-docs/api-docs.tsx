import { useEffect, useState } from 'react'
import { Problem, problemOf } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { entriesByTag, type OpenApi } from './open-api.ts'
import { OperationCard } from './operation-card.tsx'
import { RefusalTable } from './refusal-table.tsx'

/** The API in a page: read from /openapi.json, which is made of the same contracts that the server checks by. */
export function ApiDocs() {
  const { t } = useLanguage()
  const [document_, setDocument] = useState<OpenApi>()
  const [fault, setFault] = useState<unknown>()
  useEffect(() => {
    document.title = `${t('shell.brandShort')} API`
  }, [t])
  useEffect(() => {
    void readOpenApi().then(setDocument, setFault)
  }, [])
  useEffect(() => {
    if (document_ && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [document_])
  const groups = document_ ? [...entriesByTag(document_)] : []
  return (
    <>
      <header className="docs-bar">
        <a href="/" className="docs-brand">
          <span className="seal" aria-hidden="true">
            信
          </span>
          <b>{t('shell.brandShort')} API</b>
        </a>
        <a href="/openapi.json">openapi.json</a>
        <LanguageSwitch />
      </header>
      <div className="docs-body">
        <nav aria-label={t('shell.navigation')} translate="no">
          <a href="#refusals">{t('api.refusals')}</a>
          {groups.map(([tag, entries]) => (
            <section key={tag}>
              <h2>{tag}</h2>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.id}>
                    <a href={`#${entry.id}`}>{entry.id}</a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <main>
          <h1>API</h1>
          <p className="docs-lead">{t('api.lead')}</p>
          <ul className="docs-conventions">
            <li>{t('api.money')}</li>
            <li>{t('api.time')}</li>
            <li>{t('api.refusal')}</li>
            <li>{t('api.key')}</li>
          </ul>
          {fault === undefined ? null : <RefusalNotice fault={fault} />}
          {groups.flatMap(([tag, entries]) =>
            entries.map((entry) => <OperationCard key={`${tag}-${entry.id}`} entry={entry} />),
          )}
          <RefusalTable />
        </main>
      </div>
    </>
  )
}

async function readOpenApi(): Promise<OpenApi> {
  const response = await fetch('/openapi.json').catch(() => undefined)
  if (!response?.ok) throw new Problem(problemOf(response?.status ?? 0, undefined))
  return (await response.json()) as OpenApi
}
