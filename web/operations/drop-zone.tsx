import { type DragEvent, useState } from 'react'
import { useLanguage } from '../components/language.ts'

const accepted = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.parquet,.gz,.zip'

export interface DropZoneProps {
  title: string
  note: string
  onFiles: (files: readonly File[]) => void
}

/** Takes files that are dropped on it, and is a button that opens the list of files for mouse and keyboard. */
export function DropZone({ title, note, onFiles }: DropZoneProps) {
  const { t } = useLanguage()
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a way beside the field, which the keyboard reaches.
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
        <path d="M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v5h16v-5" />
      </svg>
      <p className="drop-title">{title}</p>
      <p className="field-note">{note}</p>
      <label className="button">
        {t('deliveries.files.choose')}
        <input
          type="file"
          multiple
          accept={accepted}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])])
            // The same file may be chosen again after it was corrected.
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
