import { type FormEvent, useState } from 'react'
import { type BatchResult, createBatchContract } from '../../src/information/ingestion/contract.ts'
import { listRecordTypesContract, type RecordType } from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { bracketed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { BatchAnswer } from './batch-answer.tsx'
import { decodeCsv, templateOf } from './csv-file.ts'

/** A department's file, by hand: choose the record type, see what came in and what was set aside, row by row. */
export function UploadPage() {
  const { t } = useLanguage()
  const types = useAnswer(listRecordTypesContract, {})
  return (
    <>
      <div className="page-lead">
        <h1>{t('operations.upload.title')}</h1>
        <p>{t('operations.upload.lead')}</p>
      </div>
      {types.isError ? <RefusalNotice fault={types.error} onRetry={() => void types.refetch()} /> : null}
      {types.data ? <Uploading types={types.data.items} /> : null}
    </>
  )
}

function Uploading({ types }: { types: readonly RecordType[] }) {
  const { t, words, language } = useLanguage()
  const [id, setId] = useState(types[0]?.id ?? '')
  const [file, setFile] = useState<File>()
  const [source, setSource] = useState('')
  const [lack, setLack] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [batch, setBatch] = useState<BatchResult>()
  const type = types.find((one) => one.id === id)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setLack(!file || !source.trim())
    if (!file || !source.trim() || busy) return
    setBusy(true)
    setFault(undefined)
    setBatch(undefined)
    try {
      const content = decodeCsv(new Uint8Array(await file.arrayBuffer()))
      const wish = { recordType: id, source: source.trim(), fileName: file.name, content }
      setBatch(await call(createBatchContract, wish, { idempotencyKey: crypto.randomUUID() }))
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="operations-grid">
      <Panel title={t('operations.upload.form')} className="span-all">
        <form className="upload-form" onSubmit={(event) => void submit(event)} noValidate>
          <label className="field">
            <span>{t('operations.upload.type')}</span>
            <select className="input" value={id} onChange={(event) => setId(event.target.value)}>
              {types.map((one) => (
                <option key={one.id} value={one.id}>
                  {words(one)}
                  {bracketed(one.id, language)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t('operations.upload.source')}</span>
            <input className="input" value={source} onChange={(event) => setSource(event.target.value)} />
          </label>
          <FileField file={file} onChange={setFile} />
          <div className="upload-actions">
            <button type="submit" className="button primary" disabled={busy}>
              {busy ? t('operations.upload.busy') : t('operations.upload.submit')}
            </button>
            {type ? <TemplateLink type={type} /> : null}
          </div>
          {lack ? (
            <p className="field-note wrong" role="alert">
              {t('operations.upload.need')}
            </p>
          ) : null}
        </form>
        {fault === undefined ? null : <RefusalNotice fault={fault} />}
      </Panel>
      {batch ? <BatchAnswer batch={batch} /> : null}
    </div>
  )
}

/** The browser's own button would speak the browser's language, so ours stands over it. */
function FileField({
  file,
  onChange,
}: {
  file: File | undefined
  onChange: (file: File | undefined) => void
}) {
  const { t } = useLanguage()
  return (
    <div className="field">
      <span>{t('operations.upload.file')}</span>
      <label className="input file-field">
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={(event) => onChange(event.target.files?.[0])}
        />
        <b>{t('operations.upload.chooseFile')}</b>
        <span>{file?.name ?? t('operations.upload.noFile')}</span>
      </label>
    </div>
  )
}

function TemplateLink({ type }: { type: RecordType }) {
  const { t } = useLanguage()
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${templateOf(type)}`)}`}
      download={`${type.id}.csv`}
    >
      {t('operations.upload.template')}
    </a>
  )
}
