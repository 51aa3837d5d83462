import {
  listRelationFindingsContract,
  type RelationFinding,
} from '../../src/information/relations/contract.ts'
import { amountText } from '../components/amount.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'

export interface FindingsPanelProps {
  enterprise: string
  shown: string | undefined
  onShow: (finding: RelationFinding | undefined) => void
}

/** Rings, circular trade, shared people: what stands out around the enterprise, the gravest first. */
export function FindingsPanel({ enterprise, shown, onShow }: FindingsPanelProps) {
  const { t, language } = useLanguage()
  const answer = useAnswer(listRelationFindingsContract, { enterprise }, { kept: true })
  const data = answer.data
  const hidden = data?.withheld.reduce((sum, one) => sum + one.findings, 0) ?? 0
  return (
    <Panel title={t('relations.findings.title')} className="findings-panel" id="panel-findings">
      {answer.isPending ? <span className="skeleton" style={{ height: 120 }} /> : null}
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {data && data.items.length === 0 ? (
        <p>{t(data.builtAt ? 'relations.findings.none' : 'relations.never')}</p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="finding-cards">
          {data.items.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              shown={shown === finding.id}
              onShow={() => onShow(shown === finding.id ? undefined : finding)}
            />
          ))}
        </ul>
      ) : null}
      {hidden > 0 ? <p className="quiet">{t('relations.findings.withheld', { count: hidden })}</p> : null}
      {data && data.notCovered.length > 0 ? (
        <p className="quiet">
          {t('relations.findings.notCovered', {
            kinds: listed(
              data.notCovered.map((kind) => t(`relations.marks.${kind}`)),
              language,
            ),
          })}
        </p>
      ) : null}
    </Panel>
  )
}

function FindingCard(props: { finding: RelationFinding; shown: boolean; onShow: () => void }) {
  const { finding, shown, onShow } = props
  const { t, words, language } = useLanguage()
  return (
    <li className={`finding-card ${finding.tone}`}>
      <p>
        <span className={`chip ${finding.tone}`}>{t(`relations.marks.${finding.kind}`)}</span>{' '}
        <b>{words(finding.title)}</b>
      </p>
      <p>{words(finding.text)}</p>
      <p className="quiet" lang="zh-CN">
        {finding.nodes.map((node) => node.name).join(finding.kind.endsWith('-ring') ? ' → ' : '、')}
      </p>
      <p className="finding-foot">
        <span className="quiet">
          {t('relations.findings.size', { count: finding.size })}
          {finding.amountFen
            ? ` · ${t('relations.findings.amount', { amount: amountText(finding.amountFen, language) })}`
            : ''}
        </span>
        <button type="button" className="link-button" aria-pressed={shown} onClick={onShow}>
          {shown ? t('relations.findings.hide') : t('relations.findings.show')}
        </button>
      </p>
    </li>
  )
}
