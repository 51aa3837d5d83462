import { listEntriesContract } from '../../src/trust/audit/contract.ts'
import { listRecordTypesContract } from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { AuditPanel } from './audit-panel.tsx'

/** What the operator looks at first: is the log sound, what was done lately, what kinds of records there are. */
export function OverviewPage() {
  const { t } = useLanguage()
  return (
    <>
      <div className="page-lead">
        <h1>{t('operations.title')}</h1>
        <p>{t('operations.lead')}</p>
      </div>
      <div className="operations-grid">
        <AuditPanel />
        <RecentDeeds />
        <RecordTypes />
      </div>
    </>
  )
}

function RecentDeeds() {
  const { t } = useLanguage()
  const deeds = useAnswer(listEntriesContract, { pageSize: 12 })
  return (
    <Panel title={t('operations.deeds.title')} className="span-all">
      {deeds.isPending ? <span className="skeleton" style={{ height: 240 }} /> : null}
      {deeds.isError ? <RefusalNotice fault={deeds.error} onRetry={() => void deeds.refetch()} /> : null}
      {deeds.data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className="table-scroll" tabIndex={0} aria-label={t('operations.deeds.title')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col" className="figure">
                  {t('operations.deeds.sequence')}
                </th>
                <th scope="col">{t('operations.deeds.at')}</th>
                <th scope="col">{t('operations.deeds.kind')}</th>
                <th scope="col">{t('operations.deeds.account')}</th>
                <th scope="col">{t('operations.deeds.subject')}</th>
              </tr>
            </thead>
            <tbody>
              {deeds.data.items.map((deed) => (
                <tr key={deed.id}>
                  <td className="figure">{deed.sequence ?? t('operations.deeds.pending')}</td>
                  <td className="nowrap">{minuteText(deed.at)}</td>
                  <td className="mono-code nowrap">{deed.kind}</td>
                  <td className="nowrap" translate="no">
                    {deed.account} · {deed.organization}
                  </td>
                  <td className="mono-code">{deed.subject}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </Panel>
  )
}

function RecordTypes() {
  const { t, words } = useLanguage()
  const types = useAnswer(listRecordTypesContract, {})
  if (types.isPending) return <PageSkeleton />
  if (types.isError) return <RefusalNotice fault={types.error} onRetry={() => void types.refetch()} />
  return (
    <Panel title={t('operations.types.title')} className="span-all">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('operations.types.title')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('operations.types.name')}</th>
              <th scope="col">{t('operations.types.grain')}</th>
              <th scope="col">{t('operations.types.group')}</th>
              <th scope="col">{t('operations.types.sharing')}</th>
              <th scope="col">{t('operations.types.cycle')}</th>
              <th scope="col" className="figure">
                {t('operations.types.fields')}
              </th>
            </tr>
          </thead>
          <tbody>
            {types.data.items.map((type) => (
              <tr key={type.id}>
                <td>
                  {words(type)} <span className="mono-code">{type.id}</span>
                </td>
                <td>{words(type.grain)}</td>
                <td>{t(`consent.fieldGroups.${fieldGroupKey(type.fieldGroup)}`)}</td>
                <td>{t(`operations.sharing.${type.sharing}`)}</td>
                <td>{t(`operations.cycles.${type.updateCycle}`)}</td>
                <td className="figure">{type.fields.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
