import { useLanguage } from '../components/language.ts'
import { Decisions } from './earlier-decisions.tsx'

export function DecisionsPage() {
  const { t } = useLanguage()
  return (
    <>
      <div className="page-lead">
        <h1>{t('decision.list')}</h1>
        <p>{t('decision.listLead')}</p>
      </div>
      <div className="panel">
        <Decisions pageSize={100} none={t('decision.allNone')} />
      </div>
    </>
  )
}
