import { useState } from 'react'
import { withdrawBatchContract } from '../../src/information/ingestion/deliveries/contract.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { useSession } from '../components/session.ts'
import { ReasonedDeed } from './reasoned-deed.tsx'

/** Takes a batch back: asked for twice, with a reason, because everybody who reads is concerned. */
export function Withdrawal({ batch, rows }: { batch: string; rows: number }) {
  const { t } = useLanguage()
  const session = useSession().data
  const [isAsked, setAsked] = useState(false)
  const [reread, setReread] = useState<number>()
  if (!session?.permissions.includes('quality:manage')) return null
  if (reread !== undefined) {
    return (
      <Panel title={t('deliveries.withdrawal.title')} className="span-all">
        <p role="status">
          {t('deliveries.withdrawal.done')}{' '}
          {reread > 0 ? t('deliveries.withdrawal.reread', { count: reread }) : ''}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title={t('deliveries.withdrawal.title')} className="span-all">
      <p>{t('deliveries.withdrawal.note')}</p>
      {isAsked ? (
        <ReasonedDeed
          label={t('deliveries.withdrawal.why')}
          hint={t('deliveries.withdrawal.whyHint')}
          deeds={[
            {
              text: t('deliveries.withdrawal.confirm', { rows: rows.toLocaleString('en-US') }),
              tone: 'danger',
              act: async (why) =>
                setReread((await call(withdrawBatchContract, { batch, why })).reread.length),
            },
          ]}
        >
          <button type="button" className="button" onClick={() => setAsked(false)}>
            {t('shell.cancel')}
          </button>
        </ReasonedDeed>
      ) : (
        <div className="deed-buttons">
          <button type="button" className="button danger" onClick={() => setAsked(true)}>
            {t('deliveries.withdrawal.ask')}
          </button>
        </div>
      )}
    </Panel>
  )
}
