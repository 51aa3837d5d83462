import { cpus } from 'node:os'
import { buildDrools, type DroolsFigures, runDrools } from './drools-peer.ts'
import { type Figures, runOwn } from './own-engine.ts'
import { largeRuleset, randomInputs, seed, smallRuleset } from './workload.ts'
import { runZen, type ZenFigures } from './zen-peer.ts'

/** What share of the values is missing in the runs of our own engine alone. */
const missingShare = 0.1
const inputsCount = 10_000

interface Result {
  title: string
  own: Figures
  ownWithMissing: Figures
  zen: ZenFigures
  drools: DroolsFigures | undefined
}

function sameOutcomes(peer: string, ours: readonly string[], theirs: readonly string[]): void {
  const different = ours.findIndex((outcome, index) => outcome !== theirs[index])
  if (different !== -1 || ours.length !== theirs.length)
    throw new Error(
      `${peer} differs at input ${different}: ${theirs[different]} instead of ${ours[different]}`,
    )
}

async function run(
  title: string,
  ruleset: ReturnType<typeof smallRuleset>,
  withDrools: boolean,
): Promise<Result> {
  const inputs = randomInputs(inputsCount)
  const own = runOwn(ruleset, inputs)
  const ownWithMissing = runOwn(ruleset, randomInputs(inputsCount, missingShare))
  const zen = await runZen(ruleset, inputs)
  sameOutcomes('zen', own.outcomes, zen.outcomes)
  const drools = withDrools ? runDrools(ruleset, inputs) : undefined
  if (drools) sameOutcomes('Drools', own.outcomes, drools.outcomes)
  return { title, own, ownWithMissing, zen, drools }
}

function print({ title, own, ownWithMissing, zen, drools }: Result): void {
  const figure = (value: number) => value.toFixed(value < 10 ? 2 : 0)
  const times = (value: number) => `${(value / own.evaluation).toFixed(1)}×`
  const rows = [
    ['Sanxin, full trace', figure(own.evaluation), '1.0×'],
    [
      'Sanxin, full trace, 10 % of the values missing',
      figure(ownWithMissing.evaluation),
      times(ownWithMissing.evaluation),
    ],
    ['Sanxin, trace put into words (objects)', figure(own.traced), times(own.traced)],
    ['Sanxin, trace as JSON text', figure(own.serialized), times(own.serialized)],
    ...(drools ? [['Drools 10.1.0, no trace', figure(drools.evaluation), times(drools.evaluation)]] : []),
    ['zen-engine 0.54.0, trace', figure(zen.traced), times(zen.traced)],
    ['zen-engine 0.54.0, trace as text by reference', figure(zen.tracedAsText), times(zen.tracedAsText)],
    ['zen-engine 0.54.0, no trace', figure(zen.untraced), times(zen.untraced)],
  ]
  console.log(`\n## ${title}\n\n| engine | µs of CPU an evaluation | relative |\n| --- | ---: | ---: |`)
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
  const compile = `Checked, compiled and indexed in ${own.compileMs.toFixed(0)} ms of CPU`
  console.log(`\n${compile}${drools ? `; Drools took ${drools.compileSeconds.toFixed(1)} s` : ''}.`)
  console.log(`The outcomes of all engines are equal on ${own.outcomes.length} distinct inputs.`)
}

const missing = buildDrools()
console.log(
  `Seed ${seed}, ${inputsCount} inputs; Node ${process.version}, ${cpus()[0]!.model}, ${cpus().length} cores.`,
)
if (missing) console.log(`Without Drools: ${missing}.`)
print(await run('20 rules and a table of 50 rows', smallRuleset(), !missing))
print(await run('A table of 3,700 rows', largeRuleset(), !missing))
