import { panelState, type UnavailablePanel } from '../components/empty-state.tsx'
import { useLanguage } from '../components/language.ts'

/** Only a reading that failed can be tried again; the other states need somebody else to act first. */
export function RetryButton({ state, onRetry }: { state: UnavailablePanel; onRetry: () => void }) {
  const { t } = useLanguage()
  if (panelState(state.unavailable) !== 'failed') return null
  return (
    <button type="button" className="button" onClick={onRetry}>
      {t('states.retry')}
    </button>
  )
}
