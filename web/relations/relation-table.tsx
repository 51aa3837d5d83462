import type { RelationEdge } from '../../src/information/relations/graph.contract.ts'
import { useLanguage } from '../components/language.ts'
import { classOf, linesOf, relationClasses } from './relation-class.ts'
import type { RelationData } from './relation-data.ts'
import { edgeWords } from './relation-words.ts'

const knownTypes = [
  'shareholder',
  'investment',
  'key-person',
  'guarantee',
  'invoice-counterparty',
  'registration',
] as const

/** The same relations as rows: for who listens, for a narrow screen, for paper. */
export function RelationTable({
  data,
  marked,
}: {
  data: RelationData
  marked?: ReadonlySet<string> | undefined
}) {
  const { t } = useLanguage()
  const edges = linesOf(data.edges).flatMap((line) => line.edges)
  return (
    <div className="relation-tables">
      {relationClasses.map((one) => {
        const own = edges.filter(({ kind }) => classOf(kind) === one)
        return own.length === 0 ? null : (
          <table className="plain-table relation-table" key={one}>
            <caption>
              <i className={`class-sign ${one}`} aria-hidden="true" />
              {t(`relations.classes.${one}`)} {own.length}
            </caption>
            <thead>
              <tr>
                {(['from', 'content', 'to', 'period', 'source'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`relations.table.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {own.map((edge) => (
                <EdgeRow
                  key={`${edge.from} ${edge.to} ${edge.kind} ${edge.source.recordType}`}
                  edge={edge}
                  data={data}
                  marked={marked?.has(edge.from) === true && marked.has(edge.to)}
                />
              ))}
            </tbody>
          </table>
        )
      })}
    </div>
  )
}

function EdgeRow({ edge, data, marked }: { edge: RelationEdge; data: RelationData; marked: boolean }) {
  const { t, language } = useLanguage()
  const type = knownTypes.find((known) => known === edge.source.recordType) ?? 'other'
  const period = [
    edge.since ? t('relations.table.since', { day: edge.since }) : '',
    edge.until ? t('relations.table.until', { day: edge.until }) : '',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <tr className={marked ? 'marked' : ''}>
      <td>
        <Party id={edge.from} data={data} />
      </td>
      <td data-name={t('relations.table.content')}>{edgeWords(edge, t, language)}</td>
      <td data-name={t('relations.table.to')}>
        <Party id={edge.to} data={data} />
      </td>
      <td data-name={t('relations.table.period')} className={period ? 'nowrap' : 'nothing'}>
        {period || '—'}
      </td>
      <td data-name={t('relations.table.source')}>{t(`relations.table.recordTypes.${type}`)}</td>
    </tr>
  )
}

function Party({ id, data }: { id: string; data: RelationData }) {
  const { t } = useLanguage()
  const node = data.nodes.get(id)
  if (!node) return null
  return (
    <>
      <span lang="zh-CN">{node.name}</span>
      {id === data.root ? <span className="chip info">{t('relations.self')}</span> : null}
      {node.marks
        .filter((mark) => mark !== 'group')
        .map((mark) => (
          <span className="chip bad" key={mark}>
            {t(`relations.marks.${mark}`)}
          </span>
        ))}
    </>
  )
}
