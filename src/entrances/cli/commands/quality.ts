import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import type { QualityCase, SourceQuality } from '../../../information/quality/contract.ts'
import { getLine, listCases, listLines, type QualityTables } from '../../../information/quality/index.ts'
import type { CatalogTables } from '../../../trust/catalog/index.ts'
import { type Command, option, type Session, WrongUsage, wholeNumber } from '../command.ts'
import { sheet, table } from '../table.ts'

type Work = UnitOfWork<QualityTables & CatalogTables>

export const quality: Command = {
  name: 'quality',
  usage: '[<record-type> --source ID] [--limit N]',
  summary: {
    zh: '各数据源的质量；给出类型和来源时显示趋势',
    en: 'The quality of each source; of one with its trend',
  },
  options: { source: { type: 'string' }, limit: { type: 'string' } },
  positionals: { min: 0, max: 1 },
  run: async (session, given) => {
    const [recordType, source] = [given.positionals[0], option(given, 'source')]
    const limit = wholeNumber(given, 'limit', { min: 1, max: 200 })
    if (recordType !== undefined && source !== undefined) {
      const wish = {
        recordType,
        source,
        ...(limit === undefined ? {} : { deliveries: Math.min(limit, 100) }),
      }
      const detail = await session.work((work: Work) => getLine(work, wish))
      const lines = [
        linesTable(session, [detail]),
        trendTable(session, detail.trend),
        fieldsTable(session, detail.fields),
      ]
      return { json: detail, text: lines.join('\n\n') }
    }
    const filter = {
      ...(recordType === undefined ? {} : { recordType }),
      ...(source === undefined ? {} : { source }),
      pageSize: limit ?? 200,
    }
    const page = await session.work((work: Work) => listLines(work, filter))
    return { json: page, text: linesTable(session, page.items) }
  },
}

export const cases: Command = {
  name: 'cases',
  usage: '[--state open|acknowledged|resolved|waived] [--source ID] [--overdue] [--limit N]',
  summary: { zh: '数据质量工单', en: 'Data-quality cases' },
  options: {
    state: { type: 'string' },
    source: { type: 'string' },
    overdue: { type: 'boolean' },
    limit: { type: 'string' },
  },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const state = option(given, 'state')
    if (state !== undefined && !isState(state)) throw new WrongUsage(`--state ${state}`)
    const source = option(given, 'source')
    const page = await session.work((work: Work) =>
      listCases(work, {
        ...(state === undefined ? {} : { state }),
        ...(source === undefined ? {} : { source }),
        ...(given.options.overdue === true ? { overdue: true } : {}),
        pageSize: wholeNumber(given, 'limit', { min: 1, max: 200 }) ?? 50,
      }),
    )
    const text = table(page.items, [
      { title: session.say({ zh: '工单', en: 'case' }), value: (one) => one.id },
      { title: session.say({ zh: '状态', en: 'state' }), value: (one) => one.state },
      { title: session.say({ zh: '级别', en: 'severity' }), value: (one) => one.severity },
      { title: session.say({ zh: '来源', en: 'source' }), value: (one) => one.source },
      { title: session.say({ zh: '类型', en: 'record type' }), value: (one) => one.recordType },
      { title: session.say({ zh: '负责人', en: 'owner' }), value: (one) => one.owner },
      {
        title: session.say({ zh: '期限', en: 'due' }),
        value: (one) => (one.overdue ? `${one.dueOn} !` : one.dueOn),
      },
      { title: session.say({ zh: '事由', en: 'what' }), value: (one) => session.say(one.title) },
    ])
    return { json: page, text }
  },
}

function isState(state: string): state is QualityCase['state'] {
  return ['open', 'acknowledged', 'resolved', 'waived'].includes(state)
}

function linesTable(session: Session, lines: readonly SourceQuality[]): string {
  const score = (value: number | null) => (value === null ? '–' : String(value))
  return table(lines, [
    { title: session.say({ zh: '来源', en: 'source' }), value: (line) => line.source },
    { title: session.say({ zh: '类型', en: 'record type' }), value: (line) => line.recordType },
    { title: session.say({ zh: '时效', en: 'freshness' }), value: (line) => line.freshness.state },
    { title: session.say({ zh: '应到', en: 'due' }), value: (line) => line.freshness.dueOn ?? '–' },
    {
      title: session.say({ zh: '行数', en: 'rows' }),
      value: (line) => line.rows.toLocaleString(),
      align: 'right',
    },
    {
      title: session.say({ zh: '隔离', en: 'quarantined' }),
      value: (line) => `${(line.quarantineShareBps / 100).toFixed(2)}%`,
      align: 'right',
    },
    {
      title: session.say({ zh: '规范', en: 'conform' }),
      value: (line) => score(line.scores.conformity),
      align: 'right',
    },
    {
      title: session.say({ zh: '完整', en: 'complete' }),
      value: (line) => score(line.scores.completeness),
      align: 'right',
    },
    {
      title: session.say({ zh: '准确', en: 'accurate' }),
      value: (line) => score(line.scores.accuracy),
      align: 'right',
    },
    {
      title: session.say({ zh: '一致', en: 'consistent' }),
      value: (line) => score(line.scores.consistency),
      align: 'right',
    },
    {
      title: session.say({ zh: '及时', en: 'timely' }),
      value: (line) => score(line.scores.timeliness),
      align: 'right',
    },
    {
      title: session.say({ zh: '可访问', en: 'accessible' }),
      value: (line) => score(line.scores.accessibility),
      align: 'right',
    },
    {
      title: session.say({ zh: '工单', en: 'cases' }),
      value: (line) => String(line.casesOpen),
      align: 'right',
    },
    { title: session.say({ zh: '待放行', en: 'held' }), value: (line) => String(line.held), align: 'right' },
  ])
}

type Detail = Awaited<ReturnType<typeof getLine>>

function trendTable(session: Session, trend: Detail['trend']): string {
  return table(trend, [
    {
      title: session.say({ zh: '交付', en: 'delivered' }),
      value: (one) => one.at.slice(0, 16).replace('T', ' '),
    },
    { title: session.say({ zh: '结果', en: 'outcome' }), value: (one) => one.outcome },
    {
      title: session.say({ zh: '行数', en: 'rows' }),
      value: (one) => one.rows.toLocaleString(),
      align: 'right',
    },
    {
      title: session.say({ zh: '隔离', en: 'quarantined' }),
      value: (one) => one.quarantined.toLocaleString(),
      align: 'right',
    },
    {
      title: session.say({ zh: '重复', en: 'duplicate' }),
      value: (one) => one.duplicate.toLocaleString(),
      align: 'right',
    },
    {
      title: session.say({ zh: '企业', en: 'enterprises' }),
      value: (one) => one.enterprises.toLocaleString(),
      align: 'right',
    },
    {
      title: session.say({ zh: '发现', en: 'findings' }),
      value: (one) => one.findings.map((finding) => session.say(finding)).join(' '),
    },
  ])
}

function fieldsTable(session: Session, fields: Detail['fields']): string {
  const share = (bps: number | null) => (bps === null ? '–' : `${(bps / 100).toFixed(2)}%`)
  return sheet(
    fields.map((field) => [
      session.say(field),
      `${share(field.completenessBps)}  (${share(field.completenessBpsMedian)})`,
    ]),
  )
}
