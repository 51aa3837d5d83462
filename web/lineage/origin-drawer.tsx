import { ConfigProvider, Drawer } from 'antd'
import { useState } from 'react'
import './lineage.css'
import { antdTheme } from '../bank/antd-theme.ts'
import { useLanguage } from '../components/language.ts'
import type { OriginQuestion } from './ask-origin.ts'
import { RecordHistory } from './record-history.tsx'
import { Records } from './records.tsx'

export interface OriginDrawerProps {
  enterprise: string
  question: OriginQuestion
  open: boolean
  onClose: () => void
}

/** Where a figure comes from: its records to the line of the file, as they are known now or were on an earlier day. */
export function OriginDrawer({ enterprise, question, open, onClose }: OriginDrawerProps) {
  const { t } = useLanguage()
  return (
    <ConfigProvider theme={antdTheme}>
      <Drawer
        open={open}
        onClose={onClose}
        title={t('lineage.title', { title: question.title })}
        size={920}
        closable={{ 'aria-label': t('shell.close') }}
        destroyOnHidden
      >
        <Inside enterprise={enterprise} question={question} />
      </Drawer>
    </ConfigProvider>
  )
}

/** What is being looked at; it starts anew with each question, because a closed drawer keeps nothing. */
function Inside({ enterprise, question }: Pick<OriginDrawerProps, 'enterprise' | 'question'>) {
  const { t } = useLanguage()
  const [recordType, setRecordType] = useState(question.recordTypes[0] ?? '')
  const [months, setMonths] = useState({ from: question.from ?? '', to: question.to ?? '' })
  const [day, setDay] = useState('')
  const [key, setKey] = useState(question.key)
  if (key !== undefined) {
    return (
      <>
        <button type="button" className="link-button" onClick={() => setKey(undefined)}>
          ← {t('lineage.back')}
        </button>
        <RecordHistory enterprise={enterprise} recordType={recordType} recordKey={key} />
      </>
    )
  }
  return (
    <Records
      enterprise={enterprise}
      recordTypes={question.recordTypes}
      recordType={recordType}
      months={months}
      day={day}
      onRecordType={setRecordType}
      onMonths={setMonths}
      onDay={setDay}
      onHistory={setKey}
    />
  )
}
