import { listProposalsContract } from '../../src/trust/catalog/contract.ts'
import { SectionTabs } from '../bank/section-tabs.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { useSession } from '../components/session.ts'

/** The head of the pages of the directory: what it is, its parts, and how to take it along. */
export function DirectoryLead() {
  const { t } = useLanguage()
  const permissions = useSession().data?.permissions ?? []
  const reviews = permissions.includes('catalog:review')
  const waiting = useAnswer(listProposalsContract, { state: 'proposed', pageSize: 200 }, { enabled: reviews })
  return (
    <>
      <div className="page-lead directory-lead">
        <div>
          <h1>{t('directory.title')}</h1>
          <p>{t('directory.lead')}</p>
        </div>
        <p className="directory-exports">
          <a href="/v1/files/directory.csv" download>
            {t('directory.csv')}
          </a>
          <a href="/v1/files/directory.jsonld" download>
            {t('directory.dcat')}
          </a>
          <a href="/v1/files/directory.html" target="_blank" rel="noreferrer">
            {t('directory.print')}
          </a>
        </p>
      </div>
      <SectionTabs
        label={t('directory.parts')}
        places={[
          { to: '/app/directory', text: t('directory.recordTypes') },
          { to: '/app/directory/sources', text: t('directory.sources') },
          ...(reviews
            ? [
                {
                  to: '/app/directory/proposals' as const,
                  text: t('directory.proposals'),
                  count: waiting.data?.items.length,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
