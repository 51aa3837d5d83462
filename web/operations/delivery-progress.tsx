import type { DeliveryView } from '../../src/information/ingestion/deliveries/contract.ts'
import { useLanguage } from '../components/language.ts'
import { bytesText } from './byte-text.ts'
import { useTimeText } from './use-time-text.ts'

const stages = ['waiting', 'reading', 'checking', 'publishing'] as const

/** The stages that a delivery goes through, how far the present one is, its rate and the time left. */
export function DeliveryProgress({ delivery }: { delivery: DeliveryView }) {
  const { t } = useLanguage()
  const timeText = useTimeText()
  const { state, percent, bytesDone, bytesPerSecond, secondsLeft } = delivery
  const present = stages.indexOf(state as (typeof stages)[number])
  return (
    <div className="delivery-progress">
      <ol className="stages">
        {stages.map((stage, at) => (
          <li
            key={stage}
            className={at < present ? 'past' : at === present ? 'present' : ''}
            {...(at === present ? { 'aria-current': 'step' as const } : {})}
          >
            {t(`deliveries.state.${stage}`)}
          </li>
        ))}
      </ol>
      <progress
        max={100}
        {...(percent === null ? {} : { value: percent })}
        aria-label={t('deliveries.batch.progress')}
      />
      <p className="file-note" aria-live="polite">
        {percent === null ? t('deliveries.batch.soon') : `${percent}%`}
        {bytesDone === null ? '' : ` · ${bytesText(bytesDone)}`}
        {bytesPerSecond === null ? '' : ` · ${bytesText(bytesPerSecond)}/s`}
        {secondsLeft === null ? '' : ` · ${timeText(secondsLeft)}`}
      </p>
    </div>
  )
}
