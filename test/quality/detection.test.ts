import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/foundation/random.ts'
import { detectBreaks, standardThresholds } from '../../src/information/quality/index.ts'
import { type RecordType, standardRecordType } from '../../src/trust/catalog/index.ts'
import { faults } from './plant-fault.ts'
import { simulateLine } from './simulate-line.ts'

const seed = process.env.SANXIN_SEED ?? '20261122'
const recordTypes = ['registration', 'tax-payment', 'vat-invoice'].map((id) => standardRecordType(id)!)
const [lines, months] = [120, 36]

function judge(
  recordType: RecordType,
  deliveries: ReturnType<typeof simulateLine>,
  place: number,
  changed?: object,
) {
  const { at, measures } = deliveries[place]!
  return detectBreaks({
    recordType,
    cycle: 'monthly',
    at,
    measures: { ...measures, ...changed },
    earlier: deliveries.slice(0, place),
    thresholds: standardThresholds,
  }).findings
}

test('clean deliveries with drift and seasons raise few cases', (context) => {
  let [judged, alarms, held] = [0, 0, 0]
  const byCode = new Map<string, number>()
  for (let number = 0; number < lines; number++) {
    const recordType = recordTypes[number % recordTypes.length]!
    const deliveries = simulateLine(recordType, seededRandom(`${seed} clean ${number}`), months)
    for (let place = 3; place < months; place++) {
      const loud = judge(recordType, deliveries, place).filter(({ severity }) => severity !== 'note')
      judged++
      if (loud.length > 0) alarms++
      if (loud.some(({ severity }) => severity === 'hold')) held++
      for (const { code } of loud) byCode.set(code, (byCode.get(code) ?? 0) + 1)
    }
  }
  context.diagnostic(
    `seed ${seed}: ${judged} clean deliveries, ${alarms} with a case, ${held} severe; ${JSON.stringify([...byCode])}`,
  )
  assert.ok(judged > 3000)
  assert.ok(alarms / judged < 0.01, `${alarms} of ${judged}`)
  assert.ok(held / judged < 0.005, `${held} of ${judged}`)
})

for (const { name, expected, or, needs, least = 0.95, plant } of faults)
  test(`${name}: ${expected}`, (context) => {
    const able = recordTypes.filter((one) =>
      needs === 'codes' ? hasCodes(one) : needs === 'days' ? hasDays(one) : true,
    )
    let [planted, found, named] = [0, 0, 0]
    for (let number = 0; number < lines; number++) {
      const recordType = able[number % able.length]!
      const random = seededRandom(`${seed} ${name} ${number}`)
      const deliveries = simulateLine(recordType, random, months)
      // The last half: a source that has been delivering for a while.
      const place = 18 + Math.floor(random() * (months - 18))
      const broken = plant(deliveries[place]!, deliveries.slice(0, place), recordType)
      planted++
      const codes = judge(recordType, deliveries, place, broken).map(({ code }) => code)
      if (codes.includes(expected)) named++
      if (codes.includes(expected) || (or && codes.includes(or))) found++
    }
    context.diagnostic(`${found} of ${planted} found, ${named} by their own name`)
    assert.ok(found / planted >= least, `${found} of ${planted}`)
  })

function hasCodes({ fields }: RecordType): boolean {
  return fields.some(({ codes }) => codes !== undefined && codes.length > 2)
}

function hasDays({ fields, eventTime }: RecordType): boolean {
  return fields.some(({ name, type }) => name === eventTime && type === 'date')
}
