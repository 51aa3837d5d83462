import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { normal, seededRandom } from '../../foundation/random.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { applyScorecardFile } from './apply-scorecard-file.ts'
import { checkScorecard } from './check-scorecard.ts'
import { fitScorecard } from './fit-scorecard.ts'
import { fitScorecardFile } from './fit-scorecard-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'fit-scorecard-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function noiseTable(rows: number, columns: number, badShare: number, seed: string) {
  const random = seededRandom(seed)
  return {
    columns: Object.fromEntries(
      Array.from({ length: columns }, (_, index) => [
        `x${index}`,
        Float64Array.from({ length: rows }, () => normal(random)),
      ]),
    ),
    labels: Uint8Array.from({ length: rows }, () => (random() < badShare ? 1 : 0)),
  }
}

test('on pure noise the cross-validated AUC shows nothing: no fold has seen its rows', () => {
  const table = noiseTable(600, 30, 0.2, 'leak')
  const fit = fitScorecard(table, {
    method: 'woe-logistic',
    variablesMin: 3,
    variablesMax: 5,
    baselines: false,
    repeats: 2,
  })
  assert.ok(Math.abs(fit.crossValidated.auc - 0.5) < 0.08, `${fit.crossValidated.auc}`)
  const seen = fit.screened.filter(({ selected }) => selected)
  assert.ok(seen.length >= 3 && seen.length <= 5)
})

test('eighty-three firms with eighteen bads and sixty columns: three bins, few variables, every row out of fold', () => {
  const table = noiseTable(83, 58, 0, 'small')
  const random = seededRandom('small signal')
  const signal = Float64Array.from({ length: 83 }, (_, row) => (row < 18 ? -1.2 : 0.3) + normal(random))
  const labels = Uint8Array.from(signal, (_, row) => (row < 18 ? 1 : 0))
  const fit = fitScorecard(
    { columns: { ...table.columns, signal }, labels },
    { method: 'woe-logistic', binsMax: 3, variablesMin: 3, variablesMax: 5, repeats: 2 },
  )
  assert.equal(fit.outOfFold.length, 83)
  assert.ok(fit.outOfFold.every((value) => value > 0 && value < 1))
  assert.ok(fit.card.variables.length >= 3 && fit.card.variables.length <= 5)
  for (const { bins } of fit.card.variables)
    assert.ok(bins.filter(({ kind }) => kind === 'interval').length <= 3)
  assert.equal(fit.baselines.length, 2)
  assert.equal(fit.screened[0]!.name, 'signal')
})

test('the same table and seed give the same card, to the byte', () => {
  const table = noiseTable(300, 6, 0.3, 'same')
  const card = () => JSON.stringify(fitScorecard(table, { variablesMin: 2 }).card)
  assert.equal(card(), card())
})

test('what a column does only within a bin of another is found and written on the card', () => {
  const random = seededRandom('condition')
  const rows = 4000
  const cover = Float64Array.from({ length: rows }, () => (random() < 0.2 ? Number.NaN : normal(random)))
  const turnover = Float64Array.from({ length: rows }, () => normal(random))
  const labels = Uint8Array.from(cover, (value, row) => {
    const odds = value !== value ? -1 - 2 * turnover[row]! : -2.5 - 0.5 * value
    return random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0
  })
  const table = { columns: { cover, turnover }, labels }
  const plain = fitScorecard(table, { method: 'woe-logistic', baselines: false }).crossValidated.auc
  const { card, crossValidated } = fitScorecard(table, { method: 'additive', baselines: false })
  assert.ok(crossValidated.auc > plain + 0.01, `${crossValidated.auc} ${plain}`)
  assert.ok(card.variables.some(({ name }) => name === 'turnover | cover missing'))
  checkScorecard(JSON.parse(JSON.stringify(card)))
})

const refusalOf = async (task: () => Promise<unknown>): Promise<Refusal> => {
  try {
    await task()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new assert.AssertionError({ message: 'not refused' })
}

const csv = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const goodFile = (() => {
  const random = seededRandom('file')
  const lines = Array.from({ length: 400 }, (_, row) => {
    const x = normal(random)
    const bad = random() < 1 / (1 + Math.exp(1 + 1.5 * x)) ? 1 : 0
    return `${x.toFixed(4)},"a, ""b""",${row % 3 === 0 ? 'north' : 'south'},${bad}`
  })
  return csv('good.csv', `\ufeffx,same,region,bad\r\n${lines.join('\r\n')}\r\n`)
})()

test('a file is fitted, a constant column is dropped and said, and the card scores the file', async () => {
  const cardFile = join(folder, 'card.json')
  const fit = await fitScorecardFile({ file: goodFile, target: 'bad', cardFile, testFile: goodFile })
  assert.deepEqual(fit.dropped.find(({ name }) => name === 'same')?.dropped, 'constant')
  assert.ok(fit.test!.auc > 0.7 && fit.test!.auc >= fit.test!.aucInterval[0])
  const scoresFile = join(folder, 'scores.csv')
  const { rows, mean } = await applyScorecardFile({ cardFile, file: goodFile, scoresFile })
  assert.equal(rows, 400)
  const scores = readFileSync(scoresFile, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]))
  assert.ok(Math.abs(scores.reduce((sum, score) => sum + score, 0) / 400 - mean) < 0.01)
})

test('what cannot be fitted or applied is refused with its place', async () => {
  const cardFile = join(folder, 'refused.json')
  await fitScorecardFile({ file: goodFile, target: 'bad', cardFile })
  const cases: [code: string, task: () => Promise<unknown>, place: Record<string, unknown>][] = [
    ['training-file-missing', () => fitScorecardFile({ file: join(folder, 'none.csv'), target: 'bad' }), {}],
    [
      'training-target-unknown',
      () => fitScorecardFile({ file: goodFile, target: 'nope' }),
      { field: 'nope' },
    ],
    [
      'training-column-unknown',
      () => fitScorecardFile({ file: goodFile, target: 'bad', exclude: ['nope'] }),
      { field: 'nope' },
    ],
    [
      'training-target-not-binary',
      () => fitScorecardFile({ file: goodFile, target: 'region' }),
      { row: 1, value: 'north' },
    ],
    [
      'training-too-few-bads',
      () => fitScorecardFile({ file: csv('few.csv', 'x,bad\n1,1\n2,0\n3,0\n'), target: 'bad' }),
      { bads: 1 },
    ],
    [
      'training-file-unreadable',
      () => fitScorecardFile({ file: csv('short.csv', 'x,bad\n1,1\n2\n'), target: 'bad' }),
      { row: 2, fields: 1, expected: 2 },
    ],
    [
      'training-file-unreadable',
      () => fitScorecardFile({ file: csv('quote.csv', 'x,bad\n"1,1\n'), target: 'bad' }),
      { problem: 'unclosed-quote' },
    ],
    [
      'training-file-unreadable',
      () => fitScorecardFile({ file: csv('empty.csv', ''), target: 'bad' }),
      { problem: 'empty' },
    ],
    [
      'training-column-unknown',
      () =>
        applyScorecardFile({ cardFile, file: csv('other.csv', 'y\n1\n'), scoresFile: join(folder, 's.csv') }),
      { field: 'x' },
    ],
  ]
  for (const [code, task, place] of cases) {
    const refusal = await refusalOf(task)
    assert.equal(refusal.code, code)
    for (const [key, value] of Object.entries(place))
      assert.deepEqual(refusal.where[key], value, `${code} ${key}`)
  }
})

test('a card with any changed byte, cut short or of another shape is refused', async () => {
  const cardFile = join(folder, 'whole.json')
  await fitScorecardFile({ file: goodFile, target: 'bad', cardFile })
  const text = readFileSync(cardFile, 'utf8')
  const apply = (damaged: string) => async () =>
    applyScorecardFile({
      cardFile: csv('damaged.json', damaged),
      file: goodFile,
      scoresFile: join(folder, 's.csv'),
    })
  const damages = [
    text.slice(0, text.length / 2),
    text.replace(/"points": (-?\d)/, '"points": 9$1'),
    text.replace('"interval"', '"intervals"'),
    text.replace(/"digest": "sha256:(.)/g, '"digest": "sha256:z'),
    '{}',
    '',
  ]
  for (const damaged of damages) assert.equal((await refusalOf(apply(damaged))).code, 'scorecard-damaged')
})
