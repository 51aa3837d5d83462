import type { Comparison } from './compare-city.ts'
import type { InvoiceShape, Quantiles } from './invoice-shape.ts'

/** One line of the comparison: what, for whom it matters, and the figures of both. */
interface Line {
  zh: string
  en: string
  real: string
  city: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function linesOf(real: InvoiceShape, city: InvoiceShape): Line[] {
  const line = (zh: string, en: string, show: (shape: InvoiceShape) => string): Line => ({
    zh,
    en,
    real: show(real),
    city: show(city),
  })
  return [
    line('企业数', 'firms', ({ firms }) => whole(firms)),
    line('发票数', 'invoices', ({ invoices }) => whole(invoices)),
    line('金额（元），5/25/50/75/95 分位', 'amount, yuan: 5/25/50/75/95 %', ({ amount }) =>
      spread(amount, whole),
    ),
    line('金额对数标准差：全部', 'sd of log amount: all', ({ logSd }) => fixed(logSd)),
    line('金额对数标准差：企业之内（中位）', 'within the median firm', ({ logSdWithin }) =>
      fixed(logSdWithin),
    ),
    line('金额对数标准差：企业之间', 'between firms', ({ logSdBetween }) => fixed(logSdBetween)),
    line(
      '首位数字偏离本福特定律（平均绝对差）',
      "first digits off Benford's law, mean absolute",
      ({ benfordMad }) => percent(benfordMad),
    ),
    line('首位为 9 的比例', 'first digit 9', ({ digits }) => percent(digits[8]!)),
    line('作废比例（张数）', 'void, of invoices', ({ voidShare }) => percent(voidShare)),
    line('红字比例（张数）', 'red-letter, of invoices', ({ redShare }) => percent(redShare)),
    line('红字比例（金额）', 'red-letter, of the amount', ({ redAmountShare }) => percent(redAmountShare)),
    line('每月张数（企业中位数的分位）', 'invoices a month, quantiles over firms', ({ perMonth }) =>
      spread(perMonth, whole),
    ),
    line('开票日间隔中位（天）', 'days between invoice days, median', ({ gapMedian }) =>
      spread(gapMedian, tenths),
    ),
    line('开票日间隔 90 分位（天）', 'days between invoice days, 90 %', ({ gapLong }) =>
      spread(gapLong, tenths),
    ),
    line('对方单位数', 'counterparties', ({ counterparties }) => spread(counterparties, whole)),
    line('集中度 HHI', 'concentration, HHI', ({ hhi }) => spread(hhi, fixed)),
    line('最大一家占比', 'share of the largest', ({ top1 }) => spread(top1, percent)),
    line('前五家占比', 'share of the five largest', ({ top5 }) => spread(top5, percent)),
  ]
}

/** The page of docs/reports. Its words say what the figures can bear; the figures come from the run alone. */
export function comparisonPage(comparison: Comparison): string {
  const { enterprises, seed, lastMonth, months: span } = comparison
  return `${[
    '# The sample city beside real invoices',
    `Made by \`npx sanxin real-data compare-city --report docs/reports/sample-city-and-cumcm.md\`: a city of ${whole(enterprises)} firms (seed \`${seed}\`, ${span} months to ${lastMonth}, without faults of delivery) beside the invoices of CUMCM 2020 problem C (${whole(comparison.sale.real.invoices + comparison.purchase.real.invoices)} invoices, October 2016 to February 2020). The real invoices are not part of this repository.`,
    'Five figures are the 5, 25, 50, 75 and 95 % quantiles; over firms, those with 24 valid invoices and more. Amounts are before tax, of valid invoices that are not red-letter.',
    '## Sales',
    tableOf(comparison.sale.real, comparison.sale.city),
    '## Purchases',
    tableOf(comparison.purchase.real, comparison.purchase.city),
    '## Seasons',
    `Sales of each month relative to the mean month, over firms with two whole years (${comparison.sale.real.seasonFirms} real, ${comparison.sale.city.seasonFirms} made up).`,
    seasonTable(comparison),
    '## First digits of sales',
    digitTable(comparison),
    differences,
  ].join('\n\n')}\n`
}

const differences = `## What differs, and why

- **The ceiling of an invoice.** Until 2024 a taxpayer's invoice had a ceiling, for most firms 100,000 yuan before tax; larger sales were cut into invoices just below it. A third of the real sales invoices begin with a 9 because of it, and no law of first digits holds. Fully digital invoices, which replaced the others throughout the country on 1 December 2024 (Announcement 11 of 2024, STA), have a total credit for the month instead of a ceiling for each. The city invoices as of today, so its first digits follow Benford's law. A detector of cut-up invoices cannot be tried on it.
- **Void and red.** A fully digital invoice cannot be made void, only taken back by a red-letter one. The city keeps both at the shares of the real data all the same, because banks read the share of void invoices; of a firm's newest invoices today it would be none.
- **Few and large against many and small.** The real firms that buy at retail have thousands of small receipts (fuel, courier, travel). The city makes fewer invoices on purpose: a month of a firm is told by some ten invoices of sales and purchases, so that a million firms can be made on a laptop, and small receipts are left out. Sums by month are what indicators read; their level and spread over firms are set by sizes and trades, not by these counts.
- **Firms differ, nearly as much.** Beside trade and size each firm has a factor of its own for what an invoice is worth (log-normal) and an exponent of its own by which its customers share its sales. The spread between firms and the tail of concentration follow the real ones; what stays away are firms with thousands of customers, and receipts of a few yuan.
- **Who is in it.** The real firms asked a bank for a loan, and a fifth of those whose outcome is known defaulted. The city is a whole population, with its dormant and young firms.
- **Counterparties.** The real top is long: some firms have thousands of customers. In the city a firm follows at most 32 customers at a time of its own; what else it sells is part of their invoices. Concentration, which indicators use, agrees in the middle and nearly in its upper tail; the lower one, of firms with hundreds of customers, is missing.
`

function tableOf(real: InvoiceShape, city: InvoiceShape): string {
  const rows = linesOf(real, city).map((line) => `| ${line.en} | ${line.real} | ${line.city} |`)
  return ['| | real | city |', '| --- | --- | --- |', ...rows].join('\n')
}

function seasonTable({ sale }: Comparison): string {
  const row = (name: string, values: readonly number[]) => `| ${name} | ${values.map(fixed).join(' | ')} |`
  return [
    `| | ${months.join(' | ')} |`,
    `| --- | ${months.map(() => '---').join(' | ')} |`,
    row('real', sale.real.season),
    row('city', sale.city.season),
  ].join('\n')
}

function digitTable({ sale }: Comparison): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  const row = (name: string, values: readonly number[]) => `| ${name} | ${values.map(percent).join(' | ')} |`
  return [
    `| | ${digits.join(' | ')} |`,
    `| --- | ${digits.map(() => '---').join(' | ')} |`,
    row('real', sale.real.digits),
    row('city', sale.city.digits),
    row(
      'Benford',
      digits.map((digit) => Math.log10(1 + 1 / digit)),
    ),
  ].join('\n')
}

export function comparisonText(comparison: Comparison): { zh: string; en: string } {
  const text = (language: 'zh' | 'en') =>
    (['sale', 'purchase'] as const)
      .map((direction) => {
        const { real, city } = comparison[direction]
        const title =
          language === 'zh' ? { sale: '销项', purchase: '进项' } : { sale: 'Sales', purchase: 'Purchases' }
        const [first, second] = language === 'zh' ? ['真实', '样例城市'] : ['real', 'city']
        const lines = linesOf(real, city).map(
          (line) => `  ${line[language]}\n    ${first}: ${line.real}\n    ${second}: ${line.city}`,
        )
        return `${title[direction]}\n${lines.join('\n')}`
      })
      .join('\n\n')
  return { zh: text('zh'), en: text('en') }
}

function spread({ p5, p25, p50, p75, p95 }: Quantiles, show: (value: number) => string): string {
  return [p5, p25, p50, p75, p95].map(show).join(' / ')
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function tenths(value: number): string {
  return value.toFixed(1)
}

function fixed(value: number): string {
  return value.toFixed(2)
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}
