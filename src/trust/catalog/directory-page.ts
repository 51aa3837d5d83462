import { type Instant, shanghaiDay } from '../../foundation/instant.ts'
import type { Field, RecordType } from './contract.ts'
import { cycleWords, retentionWords, sensitivityWords, sharingWords, typeWords } from './directory-words.ts'
import { bySubject, fieldGroupWords } from './field-group.ts'
import type { Words } from './finding.ts'

/** The directory as one page to print, in both languages. It has no script and asks for nothing. */
export function directoryPage(recordTypes: readonly RecordType[], now: Instant): string {
  const subjects = [...Map.groupBy(recordTypes.toSorted(bySubject), ({ fieldGroup }) => fieldGroup)]
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>数据目录 Data directory</title>
<style>${style}</style>
</head>
<body>
<h1>企业信用数据目录 <span lang="en">Data directory</span></h1>
<p>${shanghaiDay(now)} · ${recordTypes.length} 个记录类型 <span lang="en">record types</span></p>
<nav>
${subjects.map(([group, own]) => contents(group, own)).join('\n')}
</nav>
${subjects.flatMap(([, own]) => own.map(section)).join('\n')}
</body>
</html>
`
}

function contents(group: string, own: readonly RecordType[]): string {
  const lines = own.map(
    (recordType) => `<li><a href="#${escape(recordType.id)}">${both(recordType)}</a></li>`,
  )
  return `<h3>${both(fieldGroupWords(group))} ${own.length}</h3>\n<ul>${lines.join('')}</ul>`
}

const style = `
body { font: 10pt/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1a1d21; margin: 2rem auto; max-width: 62rem; padding: 0 1rem }
h1, h2, h3 { line-height: 1.25 } h3 { font-size: 10pt; margin: .8rem 0 0 } nav ul { column-count: 2; margin: .2rem 0 } [lang=en] { color: #5b6470; font-weight: 400 }
h2 { border-bottom: 2px solid #1a1d21; margin-top: 2.5rem; padding-bottom: .2rem }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid #d5dae0; padding: .3rem .5rem; text-align: left; vertical-align: top }
th { font-weight: 600 } dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem } dt { color: #5b6470 } dd { margin: 0 }
code { font-family: ui-monospace, monospace; font-size: 9pt } .digest { color: #5b6470; font-size: 8pt; word-break: break-all }
@page { size: A4; margin: 18mm 15mm }
@media print { body { margin: 0; max-width: none } section { break-before: page } tr { break-inside: avoid } thead { display: table-header-group } a { color: inherit; text-decoration: none } }
`

function section(recordType: RecordType): string {
  const facts: [Words, Words][] = [
    [{ zh: '权属单位', en: 'owner' }, recordType.owner],
    [
      { zh: '法定依据', en: 'legal basis' },
      { zh: recordType.legalBasis, en: '' },
    ],
    [{ zh: '共享方式', en: 'sharing' }, sharingWords[recordType.sharing]],
    [{ zh: '敏感级别', en: 'sensitivity' }, sensitivityWords[recordType.sensitivity]],
    [{ zh: '数据项组', en: 'field group' }, fieldGroupWords(recordType.fieldGroup)],
    [{ zh: '粒度', en: 'grain' }, recordType.grain],
    [{ zh: '更新周期', en: 'update cycle' }, cycleWords[recordType.updateCycle]],
    [
      { zh: '交付时限', en: 'delivery lag' },
      { zh: `${recordType.deliveryLagDays} 天`, en: `${recordType.deliveryLagDays} days` },
    ],
    [{ zh: '保存期限', en: 'retention' }, retentionWords(recordType)],
  ]
  return `<section id="${escape(recordType.id)}">
<h2>${both(recordType)} <code>${escape(recordType.id)}</code></h2>
<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${both(value)}</dd>`).join('')}</dl>
<p class="digest">版本 version ${recordType.version} · ${escape(recordType.digest)}</p>
<table><thead><tr>${columns.map((title) => `<th scope="col">${both(title)}</th>`).join('')}</tr></thead>
<tbody>${recordType.fields.map((field) => row(recordType, field)).join('\n')}</tbody></table>
${rulesOf(recordType)}
</section>`
}

const columns: readonly Words[] = [
  { zh: '字段', en: 'field' },
  { zh: '名称', en: 'title' },
  { zh: '类型', en: 'type' },
  { zh: '约束', en: 'constraint' },
]

function row({ key, eventTime }: RecordType, field: Field): string {
  const marks: Words[] = []
  if (key.includes(field.name)) marks.push({ zh: '主键', en: 'key' })
  if (eventTime === field.name) marks.push({ zh: '发生时间', en: 'event time' })
  if (field.required) marks.push({ zh: '必填', en: 'required' })
  if (field.personal) marks.push({ zh: '个人信息', en: 'personal' })
  if (field.list !== undefined) marks.push({ zh: `代码表 ${field.list}`, en: '' })
  const codes = (field.codes ?? []).map(({ code, zh, en }) => both({ zh: `${code} ${zh}`, en }))
  const pattern = field.pattern === undefined ? [] : [`<code>${escape(field.pattern)}</code>`]
  return `<tr><td><code>${escape(field.name)}</code></td><td>${both(field)}</td><td>${both(typeWords[field.type])}</td><td>${[...marks.map(both), ...codes, ...pattern].join('<br>')}</td></tr>`
}

function rulesOf({ rules }: RecordType): string {
  if (rules.length === 0) return ''
  return `<ul>${rules.map((rule) => `<li><code>${escape(rule.id)}</code> ${both(rule)}</li>`).join('')}</ul>`
}

function both({ zh, en }: Words): string {
  return en === '' ? escape(zh) : `${escape(zh)} <span lang="en">${escape(en)}</span>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
