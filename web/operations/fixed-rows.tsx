import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { BatchResult } from '../../src/information/ingestion/contract.ts'
import {
  getAnnotatedFileContract,
  getDeliveryContract,
} from '../../src/information/ingestion/deliveries/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { useSession } from '../components/session.ts'
import { DropZone } from './drop-zone.tsx'
import { FileList } from './file-list.tsx'
import { useDirectory } from './line-choice.tsx'
import { PreparedDelivery } from './prepared-delivery.tsx'
import { useSending } from './use-sending.ts'

/** Take the bad rows away with their reasons, correct them, and drop the file here: it replaces just those rows. */
export function FixedRows({ batch }: { batch: BatchResult }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const session = useSession().data
  const { directory } = useDirectory()
  const { files, add, remove } = useSending()
  const type = directory?.types.find(({ id }) => id === batch.recordType)
  const uploads = files.flatMap(({ upload }) => (upload ? [upload.upload] : []))
  const isArrived = files.length > 0 && uploads.length === files.length
  const path = getAnnotatedFileContract.path.replace(':batch', batch.batch)
  return (
    <>
      <Panel title={t('deliveries.fix.title')} className="span-all">
        <div className="fix-steps">
          <div>
            <p>
              <b>{t('deliveries.fix.takeTitle')}</b>
            </p>
            <p className="file-note">{t('deliveries.fix.take')}</p>
            <a className="button" href={path} download>
              {t('deliveries.fix.download')}
            </a>
          </div>
          {session?.permissions.includes('batch:ingest') ? (
            <DropZone title={t('deliveries.fix.drop')} note={t('deliveries.fix.dropNote')} onFiles={add} />
          ) : null}
        </div>
        <FileList files={files} onRemove={remove} />
      </Panel>
      {isArrived && type ? (
        <PreparedDelivery
          key={uploads.join(' ')}
          type={type}
          source={batch.source}
          uploads={uploads}
          replaces={batch.batch}
          onOrdered={({ delivery }) => {
            // The page of the earlier batch is asked anew when it is opened again.
            queries.removeQueries({ queryKey: [getDeliveryContract.name, { delivery: batch.batch }] })
            void navigate({ to: '/app/operations/batches/$batch', params: { batch: delivery } })
          }}
        />
      ) : null}
    </>
  )
}
