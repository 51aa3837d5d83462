import { listQualityCasesContract } from '../../src/information/quality/contract.ts'
import { SectionTabs } from '../bank/section-tabs.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'

/** The head of the pages of quality: the sources, and what was raised about them. */
export function QualityLead() {
  const { t } = useLanguage()
  const open = useAnswer(listQualityCasesContract, { state: 'open', pageSize: 200 })
  return (
    <>
      <div className="page-lead">
        <h1>{t('quality.title')}</h1>
        <p>{t('quality.lead')}</p>
      </div>
      <SectionTabs
        label={t('quality.title')}
        places={[
          { to: '/app/quality', text: t('quality.sources') },
          { to: '/app/quality/cases', text: t('quality.cases'), count: open.data?.items.length },
        ]}
      />
    </>
  )
}
