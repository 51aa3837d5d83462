import { ConfigProvider, Drawer } from 'antd'
import type { Decision } from '../../src/lending/decisions/contract.ts'
import { useLanguage } from '../components/language.ts'
import { antdTheme } from './antd-theme.ts'
import { DecisionView } from './decision-view.tsx'

export interface DecisionDrawerProps {
  decision: Decision
  open: boolean
  onClose: () => void
}

export function DecisionDrawer({ decision, open, onClose }: DecisionDrawerProps) {
  const { t } = useLanguage()
  return (
    <ConfigProvider theme={antdTheme}>
      <Drawer
        open={open}
        onClose={onClose}
        title={t('decision.page')}
        size={760}
        closable={{ 'aria-label': t('shell.close') }}
        destroyOnHidden
      >
        <DecisionView decision={decision} />
      </Drawer>
    </ConfigProvider>
  )
}
