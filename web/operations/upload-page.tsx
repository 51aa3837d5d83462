import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecordType } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { templateOf } from './csv-file.ts'
import { DropZone } from './drop-zone.tsx'
import { FileList } from './file-list.tsx'
import { type Line, LineChoice, useDirectory } from './line-choice.tsx'
import { PreparedDelivery } from './prepared-delivery.tsx'
import { useSending } from './use-sending.ts'

/** Files by hand: drop them, see what they would be read as, start; the page of the batch shows what became of them. */
export function UploadPage() {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const [line, setLine] = useState<Line>(lineOfAddress)
  const { directory } = useDirectory()
  const { files, add, remove } = useSending()
  const type = directory?.types.find(({ id }) => id === line.recordType)
  const uploads = files.flatMap(({ upload }) => (upload ? [upload.upload] : []))
  const isArrived = files.length > 0 && uploads.length === files.length

  return (
    <>
      <div className="page-lead">
        <h1>{t('deliveries.upload.title')}</h1>
        <p>{t('deliveries.upload.lead')}</p>
      </div>
      <div className="operations-grid">
        <Panel title={t('deliveries.upload.form')} className="span-all">
          <div className="upload-form">
            <LineChoice line={line} onChange={setLine} />
            <div className="template-cell">{type ? <TemplateLink type={type} /> : null}</div>
          </div>
          <DropZone title={t('deliveries.files.drop')} note={t('deliveries.files.note')} onFiles={add} />
          <FileList files={files} onRemove={remove} />
          {isArrived && !(type && line.source) ? (
            <p className="plan-state" role="status">
              {t('deliveries.upload.needLine')}
            </p>
          ) : null}
        </Panel>
        {isArrived && type && line.source ? (
          <PreparedDelivery
            key={`${type.id} ${line.source} ${uploads.join(' ')}`}
            type={type}
            source={line.source}
            uploads={uploads}
            onOrdered={({ delivery }) =>
              void navigate({ to: '/app/operations/batches/$batch', params: { batch: delivery } })
            }
          />
        ) : null}
      </div>
    </>
  )
}

/** A link from elsewhere may say what is to be delivered. */
function lineOfAddress(): Line {
  const address = new URLSearchParams(location.search)
  return { recordType: address.get('recordType') ?? undefined, source: address.get('source') ?? undefined }
}

function TemplateLink({ type }: { type: RecordType }) {
  const { t } = useLanguage()
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${templateOf(type)}`)}`}
      download={`${type.id}.csv`}
    >
      {t('deliveries.upload.template')}
    </a>
  )
}
