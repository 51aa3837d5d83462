import type { PreviewTable } from '../../../information/ingestion/deliveries/contract.ts'
import type { Session } from '../command.ts'
import { sheet, table } from '../table.ts'

const howFound: Readonly<Record<PreviewTable['columns'][number]['found'], { zh: string; en: string }>> = {
  exact: { zh: '一致', en: 'exact' },
  synonym: { zh: '同义', en: 'synonym' },
  remembered: { zh: '记住的', en: 'remembered' },
  ignored: { zh: '不取', en: 'left out' },
  asked: { zh: '请用 --map 指定', en: 'say which by --map' },
}

/** How a table would be read, for a person. */
export function previewText(session: Session, found: PreviewTable): string {
  const facts = sheet([
    [session.say({ zh: '文件', en: 'file' }), found.name],
    [session.say({ zh: '格式', en: 'format' }), `${found.format}, ${found.encoding}`],
    [session.say({ zh: '分隔符', en: 'separator' }), JSON.stringify(found.delimiter)],
  ])
  const columns = table(found.columns, [
    { title: session.say({ zh: '列', en: 'column' }), value: ({ title }) => title },
    { title: session.say({ zh: '字段', en: 'field' }), value: ({ field }) => field ?? '' },
    {
      title: session.say({ zh: '依据', en: 'found' }),
      value: (column) => session.say(howFound[column.found]),
    },
    {
      title: session.say({ zh: '建议', en: 'suggestions' }),
      value: ({ suggestions }) => suggestions.join(' | '),
    },
  ])
  const missing = found.missing.map(({ field, zh, en }) => `${field} (${session.say({ zh, en })})`).join(', ')
  const lacking = session.say({ zh: '缺少必填字段：', en: 'Required fields without a column: ' })
  const rows = table(
    found.rows,
    found.columns.map(({ title }, at) => ({ title, value: ({ cells }) => (cells[at] ?? '').slice(0, 24) })),
  )
  return [facts, columns, ...(missing === '' ? [] : [`${lacking}${missing}`]), rows].join('\n\n')
}
