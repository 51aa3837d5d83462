import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { bytesText } from './byte-text.ts'
import type { SentFile } from './use-sending.ts'
import { useTimeText } from './use-time-text.ts'

/** The files on their way or arrived, each with how far it is and what went wrong. */
export function FileList({
  files,
  onRemove,
}: {
  files: readonly SentFile[]
  onRemove: (id: string) => void
}) {
  const { t } = useLanguage()
  if (files.length === 0) return null
  return (
    <ul className="file-list" aria-label={t('deliveries.files.list')}>
      {files.map((file) => (
        <li key={file.id}>
          <div className="file-line">
            <b>{file.name}</b>
            <FileState file={file} />
            <button
              type="button"
              className="link-button"
              onClick={() => onRemove(file.id)}
              aria-label={t('deliveries.files.removeLabel', { name: file.name })}
            >
              {t('deliveries.files.remove')}
            </button>
          </div>
          {file.upload || file.fault !== undefined ? null : (
            <progress
              max={Math.max(1, file.bytes)}
              value={file.bytesSent}
              aria-label={t('deliveries.files.sendingLabel', { name: file.name })}
            />
          )}
          {file.fault === undefined ? null : <RefusalNotice fault={file.fault} />}
        </li>
      ))}
    </ul>
  )
}

function FileState({ file }: { file: SentFile }) {
  const { t } = useLanguage()
  const timeText = useTimeText()
  if (file.fault !== undefined) return <span className="chip bad">{t('deliveries.files.refused')}</span>
  if (file.upload) {
    return (
      <span className="file-note">
        {bytesText(file.bytes)} · {t('deliveries.files.arrived')}
      </span>
    )
  }
  const seconds = (performance.now() - file.startedAt) / 1000
  const rate = file.startedAt > 0 && seconds > 0 ? file.bytesSent / seconds : 0
  return (
    <span className="file-note">
      {bytesText(file.bytesSent)} / {bytesText(file.bytes)}
      {rate > 0
        ? ` · ${bytesText(Math.round(rate))}/s · ${timeText((file.bytes - file.bytesSent) / rate)}`
        : ''}
    </span>
  )
}
