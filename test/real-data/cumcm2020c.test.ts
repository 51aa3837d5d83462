import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { runCumcm2020c } from '../../src/demonstration/real-data/index.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data/cumcm2020c_invoices')
const skip = existsSync(folder) ? false : 'the invoices of CUMCM 2020-C are not beside this repository'

const scratch = mkdtempSync(join(tmpdir(), 'sanxin-study-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

/** A folder of the same layout with every second labelled firm of the first, plain instead of gzipped. */
function halfOfTheLabelled(): { path: string; firms: number } {
  const path = join(scratch, 'half')
  mkdirSync(path)
  const [header, ...firms] = readFileSync(join(folder, 'labelled_enterprises.csv'), 'utf8').trim().split('\n')
  const half = firms.filter((_, at) => at % 2 === 0)
  const names = new Set(half.map((line) => line.split(',')[0]))
  writeFileSync(join(path, 'labelled_enterprises.csv'), [header, ...half].join('\n'))
  for (const stem of ['labelled_input_invoices.csv', 'labelled_output_invoices.csv']) {
    const [titles, ...rows] = gunzipSync(readFileSync(join(folder, `${stem}.gz`)))
      .toString('utf8')
      .trimEnd()
      .split('\n')
    writeFileSync(
      join(path, stem),
      [titles, ...rows.filter((row) => names.has(row.split(',')[0]))].join('\n'),
    )
  }
  return { path, firms: half.length }
}

test('the study on real invoices keeps its promises, and says the same again', { skip }, async () => {
  const database = await testDatabase()
  try {
    const { path, firms } = halfOfTheLabelled()
    const reportFile = join(scratch, 'report.html')
    const { json, study } = await runCumcm2020c(database, operatorActor(), {
      folder,
      testFolder: path,
      reportFile,
    })

    // Row counts as published with the data.
    assert.deepEqual(json.invoices, {
      labelledIn: 166_676,
      labelledOut: 125_244,
      unlabelledIn: 252_733,
      unlabelledOut: 222_950,
    })
    for (const file of study.files) {
      assert.equal(file.rowsRead, file.rowsKept + file.rowsRepeated + file.rowsQuarantined, file.name)
      assert.equal(file.rowsQuarantined, 0, file.name)
    }
    for (const summary of study.summaries)
      assert(summary.void > 0 && summary.red > 0, 'void and red ones are kept')
    assert.deepEqual([study.firms.labelled, study.firms.defaults, study.firms.unlabelled], [83, 18, 202])
    assert(study.indicators.available >= 40)

    const { card, crossValidated, baselines } = study.fit
    assert(card.variables.length >= 3 && card.variables.length <= 5)
    for (const variable of card.variables)
      assert(variable.bins.filter((bin) => bin.kind === 'interval').length <= 3, variable.name)
    assert(!JSON.stringify(card).includes('rating'))
    assert(crossValidated.auc > 0.82 && crossValidated.ks > 0.55, `AUC ${crossValidated.auc}`)
    // Our own regression beside the card is the room's baseline on the same folds, or the folds are not the same.
    const plain = study.comparisons.find(({ id }) => id === 'logistic')!
    const baseline = baselines.find(({ id }) => id === 'logistic')!
    assert(Math.abs(plain.measure.auc - baseline.measure.auc) < 1e-9)

    assertPolicy(study.portfolio.decisions, study.portfolio.totalFen)
    const { test: tested } = study
    assert.equal(tested?.alsoFitted, firms, 'firms that were fitted on are told')
    assert(tested && tested.firms === firms && tested.auc > 0.85, `test AUC ${tested?.auc}`)

    const report = readFileSync(reportFile, 'utf8')
    assert(!/(src|href)="(?!#)/.test(report), 'the report asks nothing of a network')
    assert(!report.includes('NaN') && !report.includes('undefined'))

    const again = await runCumcm2020c(database, operatorActor(), { folder })
    assert.deepEqual(again.json.portfolio, json.portfolio)
    assert.deepEqual(again.json.files, json.files)
  } finally {
    await database.close()
  }
})

function assertPolicy(
  decisions: readonly {
    admitted: boolean
    amountFen: bigint
    reasons: string[]
    offer: { rateBps: number } | null
  }[],
  totalFen: bigint,
): void {
  assert(totalFen <= 10_000_000_000n)
  assert.equal(
    decisions.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    totalFen,
  )
  for (const { admitted, amountFen, reasons, offer } of decisions) {
    assert(reasons.length > 0)
    if (!admitted) assert.equal(amountFen, 0n)
    else {
      assert(amountFen >= 10_000_000n && amountFen <= 100_000_000n)
      assert(offer && offer.rateBps >= 400 && offer.rateBps <= 1500)
    }
  }
}

test('a folder that is not there is refused by name before anything is written', async () => {
  const database = await testDatabase()
  try {
    const missing = join(scratch, 'nothing-here')
    await assert.rejects(
      runCumcm2020c(database, operatorActor(), { folder: missing }),
      (error) =>
        error instanceof Refusal && error.code === 'study-folder-missing' && error.where.folder === missing,
    )
    const empty = join(scratch, 'empty')
    mkdirSync(empty)
    await assert.rejects(
      runCumcm2020c(database, operatorActor(), { folder: empty }),
      (error) => error instanceof Refusal && error.code === 'study-file-missing',
    )
  } finally {
    await database.close()
  }
})
