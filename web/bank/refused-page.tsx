import { getEnterpriseContract } from '../../src/information/enterprises/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'

export interface RefusedPageProps {
  enterprise: string
  fault: unknown
  onRetry: () => void
}

/** A page that may not be read still says of whom: name and status are public. */
export function RefusedPage({ enterprise, fault, onRetry }: RefusedPageProps) {
  const { t } = useLanguage()
  const found = useAnswer(getEnterpriseContract, { enterprise })
  return (
    <>
      <div className="page-lead">
        {found.data?.name ? <h1 lang="zh-CN">{found.data.name}</h1> : <h1>{t('shell.search.title')}</h1>}
      </div>
      <RefusalNotice fault={fault} onRetry={onRetry} />
    </>
  )
}
