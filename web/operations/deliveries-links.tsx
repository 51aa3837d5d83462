import { listHeldBatchesContract } from '../../src/information/ingestion/held/contract.ts'
import { SectionTabs } from '../bank/section-tabs.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { useSession } from '../components/session.ts'

/** The pages of what comes in: batches, those that wait for a decision, and the channels. */
export function DeliveriesLinks() {
  const { t } = useLanguage()
  const mayRead = useSession().data?.permissions.includes('quality:read') ?? false
  const held = useAnswer(listHeldBatchesContract, {}, { enabled: mayRead })
  return (
    <SectionTabs
      label={t('deliveries.section.label')}
      places={[
        { to: '/app/operations/batches', text: t('deliveries.section.batches') },
        ...(mayRead
          ? [
              {
                to: '/app/operations/held' as const,
                text: t('deliveries.section.held'),
                count: held.data?.items.length,
              },
            ]
          : []),
        { to: '/app/operations/channels', text: t('deliveries.section.channels') },
      ]}
    />
  )
}
