import {
  type Ownership,
  readOwnershipContract,
  type UltimateOwner,
} from '../../src/information/relations/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { shareText } from './relation-words.ts'

/** Who owns the enterprise in the end, with the arithmetic that says so. */
export function OwnersPanel({ enterprise, asOf }: { enterprise: string; asOf: string | undefined }) {
  const { t, words } = useLanguage()
  const answer = useAnswer(readOwnershipContract, { enterprise, ...(asOf ? { asOf } : {}) }, { kept: true })
  return (
    <Panel title={t('relations.owners.title')} className="owners-panel">
      {answer.isPending ? <span className="skeleton" style={{ height: 160 }} /> : null}
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data?.builtAt === null ? <p>{t('relations.never')}</p> : null}
      {answer.data?.builtAt && answer.data.because ? (
        <p>
          {words(answer.data.because)}{' '}
          <span className="quiet">{t('states.todo', { todo: words(answer.data.because.todo) })}</span>
        </p>
      ) : null}
      {answer.data && answer.data.owners.length > 0 ? <Owners ownership={answer.data} /> : null}
      {answer.data?.builtAt ? <Remarks ownership={answer.data} /> : null}
    </Panel>
  )
}

function Owners({ ownership }: { ownership: Ownership }) {
  const { t } = useLanguage()
  return (
    <>
      <p className="quiet">{t('relations.owners.lead')}</p>
      <div className="table-scroll">
        <table className="plain-table owners-table">
          <thead>
            <tr>
              <th scope="col">{t('relations.owners.owner')}</th>
              <th scope="col" className="figure">
                {t('relations.owners.share')}
              </th>
              <th scope="col">{t('relations.owners.arithmetic')}</th>
            </tr>
          </thead>
          <tbody>
            {ownership.owners.map((owner) => (
              <tr key={owner.node}>
                <th scope="row">
                  <span lang="zh-CN">{nameIn(ownership, owner.node)}</span>
                  {owner.beneficial ? (
                    <span className="chip warn">{t('relations.owners.beneficial')}</span>
                  ) : null}
                  {owner.controls ? (
                    <span className="chip info">{t('relations.owners.controls')}</span>
                  ) : null}
                </th>
                <td className="figure">
                  <b>{shareText(owner.shareBps)}</b>
                </td>
                <td>
                  <Arithmetic owner={owner} ownership={ownership} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** `王*明 60% → 甲公司 52% → 本企业 = 31.2%`, a line each path, then the sum and what the circles add. */
function Arithmetic({ owner, ownership }: { owner: UltimateOwner; ownership: Ownership }) {
  const { t } = useLanguage()
  const count = owner.paths.length + owner.pathsLeftOut
  return (
    <ol className="arithmetic">
      {owner.paths.map((path) => (
        <li key={path.nodes.join(' ')}>
          {path.nodes.map((node, step) => (
            <span key={node}>
              {step > 0 ? <i> {shareText(path.ratiosBps[step - 1] ?? 0)} → </i> : null}
              <span lang="zh-CN">
                {node === ownership.root ? t('relations.self') : nameIn(ownership, node)}
              </span>
            </span>
          ))}
          {path.ratiosBps.length > 1 ? (
            <span className="product">
              {' '}
              = {path.ratiosBps.map(shareText).join(' × ')} = <b>{shareText(path.productBps)}</b>
            </span>
          ) : null}
        </li>
      ))}
      {owner.pathsLeftOut > 0 ? (
        <li>{t('relations.owners.leftOut', { count: owner.pathsLeftOut })}</li>
      ) : null}
      {count > 1 ? <li>{t('relations.owners.sum', { count, share: shareText(owner.pathsBps) })}</li> : null}
      {owner.circularBps > 0 ? (
        <li>{t('relations.owners.circular', { share: shareText(owner.circularBps) })}</li>
      ) : null}
    </ol>
  )
}

function Remarks({ ownership }: { ownership: Ownership }) {
  const { t, words, language } = useLanguage()
  const names = (nodes: readonly string[]) =>
    listed(
      nodes.map((node) => nameIn(ownership, node)),
      language,
    )
  const { controller, circles, overstated, unexplainedBps, ownersLeftOut } = ownership
  const remarks = [
    controller && controller.chain.length > 1
      ? t('relations.owners.chain', {
          chain: controller.chain.map((one) => nameIn(ownership, one)).join(' → '),
        })
      : '',
    ...circles.map((circle) => t('relations.owners.circles', { names: names(circle) })),
    unexplainedBps > 0 ? t('relations.owners.unexplained', { share: shareText(unexplainedBps) }) : '',
    overstated.length > 0 ? t('relations.owners.overstated', { names: names(overstated) }) : '',
    ownersLeftOut > 0 ? t('relations.owners.ownersLeftOut', { count: ownersLeftOut }) : '',
    ownership.complete ? '' : t('relations.owners.incomplete'),
    t('relations.owners.threshold', {
      share: shareText(ownership.thresholdBps),
      source: words(ownership.thresholdSource),
    }),
  ]
  return (
    <ul className="owner-remarks">
      {remarks.filter(Boolean).map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  )
}

function nameIn(ownership: Ownership, id: string): string {
  return ownership.nodes.find((node) => node.id === id)?.name ?? id
}
