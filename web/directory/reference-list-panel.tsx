import { useState } from 'react'
import { getReferenceListContract, type ListSummary } from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'

const shownMax = 200

/** A reference list: read when it is asked for, found in by text, since some have thousands of codes. */
export function ReferenceListPanel({ list }: { list: ListSummary }) {
  const { t, words } = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t('directory.list.title', { name: words(list) })}
      extra={
        <>
          <span>{t('directory.list.codes', { count: list.codes })}</span>
          <span>{t('directory.version', { number: list.version })}</span>
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('directory.list.hide') : t('directory.list.show')}
          </button>
        </>
      }
    >
      {open ? <Codes list={list.id} /> : <p className="mono-code">{list.id}</p>}
    </Panel>
  )
}

function Codes({ list }: { list: string }) {
  const { t, words } = useLanguage()
  const [text, setText] = useState('')
  const answer = useAnswer(getReferenceListContract, { list })
  if (answer.isError) return <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <span className="skeleton" style={{ height: 180 }} />
  const found = answer.data.codes.filter(
    (code) =>
      code.code.startsWith(text) ||
      code.zh.includes(text) ||
      code.en.toLowerCase().includes(text.toLowerCase()),
  )
  return (
    <>
      <label className="field list-search">
        <span>{t('directory.list.search')}</span>
        <input className="input" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll list-codes" tabIndex={0} aria-label={words(answer.data)}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('directory.list.code')}</th>
              <th scope="col">{t('directory.list.meaning')}</th>
              <th scope="col">{t('directory.list.valid')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shownMax).map((code) => (
              <tr key={`${code.code} ${code.validFrom ?? ''}`}>
                <td className="mono-code">{code.code}</td>
                <td>{words(code)}</td>
                <td className="nowrap">
                  {code.validFrom || code.validTo ? `${code.validFrom ?? '…'} – ${code.validTo ?? '…'}` : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="field-note">
        {t('directory.list.shown', { shown: Math.min(found.length, shownMax), count: found.length })}
      </p>
    </>
  )
}
