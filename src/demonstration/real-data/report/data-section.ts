import type { Study } from '../study.ts'
import {
  chart,
  count,
  figure,
  label,
  money,
  paragraph,
  percent,
  plain,
  sayWords,
  section,
  table,
} from './markup.ts'
import { monthChart } from './month-chart.ts'

/** What came in, what it is like, and what was set aside and why. */
export function dataSection(study: Study): string {
  const { firms, files } = study
  const invoices = files.filter((file) => file.id.includes('invoices'))
  const read = invoices.reduce((sum, file) => sum + file.rowsRead, 0)
  const repeated = invoices.reduce((sum, file) => sum + file.rowsRepeated, 0)
  const quarantined = files.reduce((sum, file) => sum + file.rowsQuarantined, 0)
  const missing = firms.withoutInvoices.length
  return section(
    'data',
    { zh: '数据：进来了什么，排除了什么', en: 'Data: what came in, and what was set aside' },
    paragraph(
      `数据为 2020 年高教社杯全国大学生数学建模竞赛 C 题公开的真实增值税发票，企业和对方单位已匿名。${firms.labelled} 家企业有信誉评级和是否违约（其中 ${firms.defaults} 家违约），${firms.unlabelled} 家没有信贷记录。全部文件经平台日常使用的数据接入通道，进入一个独立机构的数据空间。`,
      `The data are real VAT invoices published for problem C of the 2020 CUMCM contest; firms and counterparties are anonymous. ${firms.labelled} firms carry a credit rating and whether they defaulted (${firms.defaults} did), ${firms.unlabelled} have no credit record. Every file went through the platform's ordinary ingestion into the space of an organization of its own.`,
    ),
    fileTable(study),
    paragraph(
      `${count(read)} 张发票全部读入。其中 ${count(repeated)} 行的号码、日期、方向和双方与另一行相同，只计一张（几乎全部逐字段相同；内容不同的，以后到的为准）；${count(quarantined)} 行因字段错误被隔离。没有一行被静默丢弃：读入 = 计入 + 重复 + 隔离。`,
      `All ${count(read)} invoices were read. ${count(repeated)} rows share number, date, direction and both sides with another row and count once (nearly all are equal in every field; where they differ the later one holds); ${count(quarantined)} were quarantined for a faulty field. No row is dropped in silence: read = kept + repeated + quarantined.`,
    ),
    summaryTable(study),
    paragraph(
      '作废发票不计入金额，但作废率本身是一项指标；红字（负数）发票冲减销售额或采购额。两者都保留在数据中。',
      'Void invoices do not count toward amounts, but their share is an indicator itself; red-letter (negative) invoices net against sales or purchases. Both stay in the data.',
    ),
    chart(monthChart(study), {
      zh: '各月发票张数。各企业的记录长短不一，所以每家企业以自己最后一张发票所在月为观察月，向前看 24 个月。2020 年 1、2 月受春节影响且只到 2 月 21 日。',
      en: 'Invoices by month. Records differ in length, so each firm is looked at as of the month of its own last invoice, 24 months back. January and February 2020 hold the Spring Festival and end on 21 February.',
    }),
    missing > 0
      ? paragraph(
          `没有任何发票、因而不能评分的企业：${firms.withoutInvoices.join('、')}。`,
          `Firms without any invoice, which cannot be scored: ${firms.withoutInvoices.join(', ')}.`,
          'note',
        )
      : '',
  )
}

function fileTable(study: Study): string {
  return table(
    { zh: '接入的文件', en: 'Files that were ingested' },
    [
      label('文件', 'File'),
      label('内容', 'Content'),
      { ...label('读入行', 'Rows read'), figure: true },
      { ...label('计入', 'Kept'), figure: true },
      { ...label('重复', 'Repeated'), figure: true },
      { ...label('隔离', 'Quarantined'), figure: true },
    ],
    study.files.map((file) => [
      plain(file.name),
      label(file.zh, file.en),
      figure(count(file.rowsRead)),
      figure(count(file.rowsKept)),
      figure(count(file.rowsRepeated)),
      figure(count(file.rowsQuarantined)),
    ]),
  )
}

function summaryTable(study: Study): string {
  return table(
    { zh: '计入的发票', en: 'The invoices that were kept' },
    [
      label('企业', 'Firms'),
      label('方向', 'Direction'),
      { ...label('张数', 'Invoices'), figure: true },
      { ...label('作废', 'Void'), figure: true },
      { ...label('红字', 'Red-letter'), figure: true },
      { ...label('有效净额', 'Valid net amount'), figure: true },
      { ...label('对方单位', 'Counterparties'), figure: true },
    ],
    study.summaries.map((summary) => [
      summary.labelled ? label('有标签', 'labelled') : label('无信贷记录', 'unlabelled'),
      summary.direction === 'sale' ? label('销项', 'sales') : label('进项', 'purchases'),
      figure(count(summary.invoices)),
      figure(`${count(summary.void)} (${percent(summary.void / summary.invoices)})`),
      figure(`${count(summary.red)} (${percent(summary.red / summary.invoices)})`),
      { html: sayWords(money(summary.amountFen)), figure: true },
      figure(count(summary.counterparties)),
    ]),
  )
}
