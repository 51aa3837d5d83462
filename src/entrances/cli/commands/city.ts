import { resolve } from 'node:path'
import {
  type CityManifest,
  type CityRecordType,
  cityRecordTypes,
  enterprisesMax,
  type Format,
  formats,
  generateCity,
  monthsMax,
} from '../../../demonstration/sample-city/index.ts'
import { isMonth, type Month, month } from '../../../foundation/month.ts'
import { type Arguments, type Command, option, requiredOption, WrongUsage, wholeNumber } from '../command.ts'
import { sheet, table } from '../table.ts'

/** The same command gives the same bytes next year too: where no last month is said, it is this one. */
const usualLastMonth = month('2026-10')

export const city: Command = {
  name: 'city',
  usage:
    '--enterprises N --seed S --out DIR [--months M] [--until YYYY-MM] [--format parquet|csv|gb18030] [--workers W] [--month YYYY-MM|before] [--record-types ID,…] [--clean]',
  summary: {
    zh: '生成样板城市：虚构企业的全部数据，同一种子得到相同的文件',
    en: 'Generate a made-up city with all its records; the same seed gives the same files',
  },
  options: {
    enterprises: { type: 'string' },
    seed: { type: 'string' },
    months: { type: 'string' },
    until: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
    workers: { type: 'string' },
    month: { type: 'string' },
    'record-types': { type: 'string' },
    clean: { type: 'boolean' },
  },
  required: ['enterprises', 'seed', 'out'],
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const stage = session.say({ zh: '生成样板城市', en: 'making the sample city' })
    const began = performance.now()
    const generated = await generateCity({
      enterprises: wholeNumber(given, 'enterprises', { min: 1, max: enterprisesMax })!,
      seed: requiredOption(given, 'seed'),
      months: wholeNumber(given, 'months', { min: 1, max: monthsMax }) ?? 36,
      lastMonth: monthOf(given, 'until') ?? usualLastMonth,
      folder: resolve(requiredOption(given, 'out')),
      format: formatOf(given),
      workers: wholeNumber(given, 'workers', { min: 1, max: 64 }),
      known: option(given, 'month') === 'before' ? 'before' : monthOf(given, 'month'),
      recordTypes: recordTypesOf(given),
      clean: given.options.clean === true,
      progress: (step) => session.progress({ ...step, stage }),
    })
    const { manifest, folder, digest, cpuSeconds, peakMemoryBytes } = generated
    const { enterprises, months, rows, bytes, files } = manifest
    const seconds = (performance.now() - began) / 1000
    const used = { seconds: rounded(seconds), cpuSeconds: rounded(cpuSeconds), peakMemoryBytes }
    const counts = { enterprises, months, rows, bytes, files: files.length, folder, digest, ...used }
    const text = [
      rowsText(session.say({ zh: '记录类型', en: 'record type' }), manifest),
      sheet(Object.entries(counts).map(([name, value]) => [name, value.toLocaleString('en-US')])),
    ].join('\n\n')
    return { json: counts, text }
  },
}

function rowsText(title: string, { files }: CityManifest): string {
  const sums = new Map<CityRecordType, { rows: number; bytes: number }>()
  for (const { recordType, rows, bytes } of files) {
    const sum = sums.get(recordType) ?? { rows: 0, bytes: 0 }
    sums.set(recordType, { rows: sum.rows + rows, bytes: sum.bytes + bytes })
  }
  return table(
    [...sums].map(([recordType, sum]) => ({ recordType, ...sum })),
    [
      { title, value: ({ recordType }) => recordType },
      { title: 'rows', value: ({ rows }) => rows.toLocaleString('en-US'), align: 'right' },
      { title: 'bytes', value: ({ bytes }) => bytes.toLocaleString('en-US'), align: 'right' },
    ],
  )
}

function monthOf(given: Arguments, name: string): Month | undefined {
  const text = option(given, name)
  if (text === undefined) return undefined
  if (!isMonth(text)) throw new WrongUsage(`--${name} ${text}`)
  return month(text)
}

function formatOf(given: Arguments): Format {
  const text = option(given, 'format') ?? 'parquet'
  const format = formats.find((one) => one === text)
  if (format === undefined) throw new WrongUsage(`--format ${formats.join('|')}: ${text}`)
  return format
}

function recordTypesOf(given: Arguments): CityRecordType[] | undefined {
  return option(given, 'record-types')
    ?.split(',')
    .map((text) => {
      const found = cityRecordTypes.find((one) => one === text.trim())
      if (found === undefined) throw new WrongUsage(`--record-types ${text} (${cityRecordTypes.join(' ')})`)
      return found
    })
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
