import type { RelationNode } from '../../src/information/relations/graph.contract.ts'
import { useLanguage } from '../components/language.ts'

/** What stands in the box of a firm or a person, in the graph and in the small picture alike. */
export function NodeBox({ node, own, busy = false }: { node: RelationNode; own: boolean; busy?: boolean }) {
  const { t } = useLanguage()
  const marks = node.marks.filter((mark) => mark !== 'group')
  // A box has room for two words: its shape says what it is when a mark stands in it.
  const kindWords = () => {
    if (busy) return t('relations.expanding')
    if (own) return t('relations.self')
    return marks.length > 0 ? '' : t(`relations.nodeKinds.${node.kind}`)
  }
  return (
    <>
      <b lang="zh-CN">{node.name}</b>
      <span className="node-kind">
        {kindWords()}
        {marks.length > 0 ? (
          <em>{t(`relations.marks.${marks[0]!}`) + (marks.length > 1 ? ` +${marks.length - 1}` : '')}</em>
        ) : null}
      </span>
    </>
  )
}

/** Grave marks turn the box red; belonging to a group does not. */
export function nodeClass(node: RelationNode, own: boolean): string {
  const grave = node.marks.some((mark) => mark !== 'group')
  return ['relation-node', node.kind, own ? 'own' : '', grave ? 'grave' : ''].filter(Boolean).join(' ')
}
