import { Link, useParams } from '@tanstack/react-router'
import './directory.css'
import { getDirectoryEntryContract, type RecordType, type Source } from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { SharingChip } from './directory-page.tsx'
import { FieldTable } from './field-table.tsx'
import { ReferenceListPanel } from './reference-list-panel.tsx'
import { RulePanel } from './rule-panel.tsx'
import { VersionPanel } from './version-panel.tsx'

/** One record type to the last field: what it says, under which law, for whom, and how it came to be so. */
export function RecordTypePage() {
  const { recordType } = useParams({ from: '/app/directory/record-types/$recordType' })
  const entry = useAnswer(getDirectoryEntryContract, { recordType })
  if (entry.isPending) return <PageSkeleton />
  if (entry.isError) {
    return (
      <div className="page-lead">
        <RefusalNotice fault={entry.error} onRetry={() => void entry.refetch()} />
      </div>
    )
  }
  const { recordType: type, sources, referenceLists, history, standard } = entry.data
  return (
    <>
      <Head type={type} standard={standard} />
      <div className="operations-grid">
        <Terms type={type} />
        <FieldTable type={type} />
        <RulePanel rules={type.rules} fields={type.fields} />
        <SourcePanel sources={sources} type={type.id} />
        {referenceLists.map((list) => (
          <ReferenceListPanel key={list.id} list={list} />
        ))}
        <VersionPanel history={history} type={type} standard={standard} />
      </div>
    </>
  )
}

function Head({ type, standard }: { type: RecordType; standard: boolean }) {
  const { t, words } = useLanguage()
  const manages = useSession().data?.permissions.includes('catalog:manage') ?? false
  return (
    <div className="page-lead directory-lead">
      <div>
        <p className="crumb">
          <Link to="/app/directory">{t('directory.title')}</Link>
        </p>
        <h1>
          {words(type)} <span className="mono-code">{type.id}</span>
        </h1>
        <p className="directory-chips">
          <SharingChip sharing={type.sharing} />
          <span className="chip">{t(`directory.sensitivities.${type.sensitivity}`)}</span>
          <span className="chip">{t('directory.version', { number: type.version })}</span>
          {standard ? <span className="chip">{t('directory.standard')}</span> : null}
        </p>
      </div>
      <p className="directory-exports">
        {manages ? (
          <Link
            to="/app/directory/proposals/new"
            search={{ kind: 'record-type', from: type.id }}
            className="button primary"
          >
            {t('directory.newVersion')}
          </Link>
        ) : null}
        <button type="button" className="button" onClick={() => print()}>
          {t('directory.printPage')}
        </button>
      </p>
    </div>
  )
}

function Terms({ type }: { type: RecordType }) {
  const { t, words, language } = useLanguage()
  const fieldName = (name: string) => {
    const field = type.fields.find((one) => one.name === name)
    return field ? words(field) : name
  }
  const terms: [string, string][] = [
    [t('directory.terms.owner'), words(type.owner)],
    [t('directory.terms.legalBasis'), type.legalBasis],
    [t('directory.terms.grain'), words(type.grain)],
    [t('directory.terms.key'), listed(type.key.map(fieldName), language)],
    [t('directory.terms.subject'), t(`consent.fieldGroups.${fieldGroupKey(type.fieldGroup)}`)],
    [
      t('directory.terms.eventTime'),
      type.eventTime === null ? t('directory.terms.noEventTime') : fieldName(type.eventTime),
    ],
    [t('directory.terms.cycle'), t(`operations.cycles.${type.updateCycle}`)],
    [t('directory.terms.lag'), t('directory.terms.days', { count: type.deliveryLagDays })],
    [
      t('directory.terms.retention'),
      type.retentionMonths === null
        ? t('directory.terms.forever')
        : t('directory.terms.months', { count: type.retentionMonths }),
    ],
  ]
  return (
    <Panel title={t('directory.terms.title')}>
      <dl className="terms-grid">
        {terms.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={value === type.legalBasis ? 'zh-CN' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="field-note">
        {t('directory.digest')} <span className="mono-code">{type.digest}</span>
      </p>
    </Panel>
  )
}

function SourcePanel({ sources, type }: { sources: readonly Source[]; type: string }) {
  const { t, words } = useLanguage()
  const layouts = (source: Source) => source.layouts.filter((layout) => layout.recordType === type).length
  return (
    <Panel title={t('directory.deliveredBy')}>
      {sources.length === 0 ? <p>{t('directory.noSource')}</p> : null}
      <ul className="source-lines">
        {sources.map((source) => (
          <li key={source.id}>
            <b>{words(source)}</b> <span className="mono-code">{source.id}</span>
            <span>{t('directory.source.precedenceValue', { number: source.precedence })}</span>
            <span>{t(`directory.source.schemes.${source.identifierScheme}`)}</span>
            {layouts(source) > 0 ? (
              <span>{t('directory.source.layouts', { count: layouts(source) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
