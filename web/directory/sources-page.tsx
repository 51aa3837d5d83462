import { Link } from '@tanstack/react-router'
import './directory.css'
import {
  listRecordTypesContract,
  listSourcesContract,
  type Source,
} from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { DirectoryLead } from './directory-lead.tsx'

/** Who delivers, the strongest first: where two say different things, the one above is believed. */
export function SourcesPage() {
  const { t } = useLanguage()
  const sources = useAnswer(listSourcesContract, {})
  const types = useAnswer(listRecordTypesContract, {})
  const names = new Map((types.data?.items ?? []).map((type) => [type.id, type]))
  return (
    <>
      <DirectoryLead />
      <p className="directory-count">{t('directory.source.lead')}</p>
      {sources.isError ? (
        <RefusalNotice fault={sources.error} onRetry={() => void sources.refetch()} />
      ) : null}
      {sources.isPending ? <PageSkeleton /> : null}
      <ul className="directory-list">
        {sources.data?.items.map((source) => (
          <SourceLine key={source.id} source={source} names={names} />
        ))}
      </ul>
    </>
  )
}

function SourceLine({
  source,
  names,
}: {
  source: Source
  names: ReadonlyMap<string, { zh: string; en: string }>
}) {
  const { t, words } = useLanguage()
  const manages = useSession().data?.permissions.includes('catalog:manage') ?? false
  const types = [...new Set(source.layouts.map((layout) => layout.recordType))]
  const facts: [string, string | null][] = [
    [t('directory.source.organization'), source.organization],
    [t('directory.source.precedence'), String(source.precedence)],
    [t('directory.source.scheme'), t(`directory.source.schemes.${source.identifierScheme}`)],
    [t('directory.source.cycle'), source.updateCycle && t(`operations.cycles.${source.updateCycle}`)],
    [t('directory.source.contact'), source.contact],
    [t('directory.source.channel'), source.channel],
  ]
  return (
    <li className="panel source-card">
      <div className="directory-lead">
        <h2>
          {words(source)} <span className="mono-code">{source.id}</span>
        </h2>
        {manages ? (
          <Link to="/app/directory/proposals/new" search={{ kind: 'source', from: source.id }}>
            {t('directory.newVersion')}
          </Link>
        ) : null}
      </div>
      <dl className="terms-grid">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd translate={value === source.organization ? 'no' : undefined}>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {types.length > 0 ? (
        <p className="field-words">
          {t('directory.source.mapped')}{' '}
          {types.map((type) => {
            const name = names.get(type)
            return (
              <Link
                key={type}
                to="/app/directory/record-types/$recordType"
                params={{ recordType: type }}
                className="type-link"
              >
                {name ? words(name) : type}
              </Link>
            )
          })}
        </p>
      ) : null}
    </li>
  )
}
