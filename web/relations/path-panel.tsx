import { type FormEvent, useEffect, useState } from 'react'
import { searchEnterprisesContract } from '../../src/information/enterprise-search/contract.ts'
import { findRelationPathContract, type RelationPath } from '../../src/information/relations/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { plainIdentifier } from '../components/uscc-groups.ts'
import { linesOf } from './relation-class.ts'
import { lineWords } from './relation-words.ts'

const choicesMax = 6

export interface PathPanelProps {
  enterprise: string
  /** As stable as a state's setter. */
  onPath: (path: RelationPath | undefined) => void
}

/** The shortest way from this enterprise to another: first whom one means, then the way. */
export function PathPanel({ enterprise, onPath }: PathPanelProps) {
  const { t } = useLanguage()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [to, setTo] = useState<string>()
  const found = useAnswer(
    searchEnterprisesContract,
    { text: asked, pageSize: choicesMax },
    { enabled: asked !== '' && to === undefined },
  )
  const choices = found.data?.items.filter((item) => item.enterprise !== enterprise)
  function submit(event: FormEvent) {
    event.preventDefault()
    onPath(undefined)
    setTo(undefined)
    setAsked(plainIdentifier(text))
  }
  const clear = () => {
    setAsked('')
    setTo(undefined)
    onPath(undefined)
  }
  return (
    <Panel title={t('relations.path.title')} className="path-panel">
      <form className="path-form" onSubmit={submit}>
        <input
          className="input"
          type="search"
          aria-label={t('relations.path.label')}
          placeholder={t('relations.path.placeholder')}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text.trim() === ''}>
          {t('relations.path.submit')}
        </button>
      </form>
      <div aria-live="polite">
        {found.isError ? <RefusalNotice fault={found.error} /> : null}
        {to === undefined && asked !== '' && choices?.length === 0 ? (
          <p>{t('relations.path.nobody')}</p>
        ) : null}
        {to === undefined && choices && choices.length > 0 ? (
          <ul className="path-choices" aria-label={t('relations.path.choose')}>
            {choices.map((item) => (
              <li key={item.enterprise}>
                <button type="button" className="link-button" onClick={() => setTo(item.enterprise)}>
                  <span lang="zh-CN">{item.name}</span>
                </button>
                <span className="quiet">{item.uscc}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {to === undefined ? null : <Way enterprise={enterprise} to={to} onPath={onPath} onClear={clear} />}
      </div>
    </Panel>
  )
}

function Way(props: PathPanelProps & { to: string; onClear: () => void }) {
  const { enterprise, to, onPath, onClear } = props
  const { t, words } = useLanguage()
  const answer = useAnswer(findRelationPathContract, { enterprise, to })
  const data = answer.data
  useEffect(() => {
    if (data && data.nodes.length > 0) onPath(data)
  }, [data, onPath])
  if (answer.isPending) return <p>{t('relations.path.busy')}</p>
  if (answer.isError) {
    return <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
  }
  if (answer.data.because) {
    return (
      <p>
        {words(answer.data.because)}{' '}
        <span className="quiet">
          {t('states.todo', { todo: words(answer.data.because.todo) })}{' '}
          {t('relations.path.looked', { count: answer.data.looked })}
        </span>
      </p>
    )
  }
  return <Chain path={answer.data} onClear={onClear} />
}

function Chain({ path, onClear }: { path: RelationPath; onClear: () => void }) {
  const { t, language } = useLanguage()
  return (
    <>
      <ol className="path-chain">
        {path.nodes.map((node, index) => {
          const edge = path.edges[index]
          const line = edge && linesOf([edge])[0]
          const back = edge && edge.from !== node.id
          return (
            <li key={node.id}>
              <span className={`relation-node ${node.kind}`} lang="zh-CN">
                {node.name}
              </span>
              {line ? (
                <span className={`path-step ${line.class}`}>
                  {back ? '← ' : ''}
                  {lineWords(line, t, language)}
                  {back ? '' : ' →'}
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      <p className="finding-foot">
        <span className="quiet">{t('relations.path.found', { steps: path.edges.length })}</span>
        <button type="button" className="link-button" onClick={onClear}>
          {t('relations.path.clear')}
        </button>
      </p>
    </>
  )
}
