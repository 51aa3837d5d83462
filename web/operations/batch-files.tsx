import type { BatchResult, DeliveredFile } from '../../src/information/ingestion/contract.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { bytesText } from './byte-text.ts'
import { StackingTable } from './stacking-table.tsx'

/** The files as delivered, each with its digest: what is kept can be compared with what the department sent. */
export function BatchFiles({ batch }: { batch: BatchResult }) {
  const { t } = useLanguage()
  return (
    <Panel
      title={t('deliveries.batch.files')}
      className="span-all"
      extra={t('deliveries.batch.publishedAt', { moment: minuteText(batch.publishedAt) })}
    >
      <StackingTable<DeliveredFile>
        label={t('deliveries.batch.files')}
        rowKey={(file) => `${file.name} ${file.digest}`}
        rows={batch.files}
        columns={[
          { title: t('deliveries.fileColumns.name'), render: ({ name }) => <b>{name}</b> },
          {
            title: t('deliveries.fileColumns.rows'),
            figure: true,
            render: ({ rows }) => rows.toLocaleString('en-US'),
          },
          { title: t('deliveries.fileColumns.bytes'), figure: true, render: ({ bytes }) => bytesText(bytes) },
          { title: t('deliveries.fileColumns.encoding'), render: ({ encoding }) => encoding.toUpperCase() },
          {
            title: t('deliveries.fileColumns.digest'),
            render: ({ digest }) => <span className="mono-code">{digest}</span>,
          },
        ]}
      />
    </Panel>
  )
}
