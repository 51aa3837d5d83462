import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import {
  type LinkageRow,
  type LinkageSet,
  makeLinkageSet,
} from '../../src/demonstration/sample-city/linkage-set.ts'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { type caller, signedIn, startTestPlatform } from './platform.ts'

type Person = ReturnType<typeof caller>

let platform: Platform
let operator: Person
let reviewer: Person
let officer: Person
const set: LinkageSet = makeLinkageSet('journey', 150)
before(async () => {
  platform = await startTestPlatform({ enterprises: 30 })
  operator = await signedIn(platform, 'operator')
  reviewer = await signedIn(platform, 'reviewer')
  officer = await signedIn(platform, 'officer.guijiang')
})
after(() => platform.close())

/** The city's chamber knows firms by numbers of its own, and as people write them down. */
const chamber = {
  id: 'commerce-chamber',
  zh: '工商联',
  en: 'Chamber of commerce',
  organization: 'commerce-chamber',
  identifierScheme: 'local',
  precedence: 300,
  layouts: [],
}
const titles = [
  ...['uscc', 'name', 'legal_representative', 'registered_capital', 'established_on', 'effective_on'],
  ...['status', 'industry', 'region', 'address'],
]

function lineOf(row: LinkageRow, number: string): string {
  return [
    ...[number, row.name, row.representative ?? '', row.capitalYuan ?? '', row.establishedOn, '2026-01-05'],
    ...['active', 'F5199', row.region, row.address ?? ''],
  ].join(',')
}

async function deliver(source: string, lines: readonly string[]): Promise<void> {
  const content = [titles.join(','), ...lines].join('\n')
  const batch = { recordType: 'registration', source, fileName: `${source}.csv`, content }
  const answer = await operator.post('/v1/batches', batch)
  assert.deepEqual(
    [answer.status, answer.body.rowsPublished],
    [200, lines.length],
    JSON.stringify(answer.body.quarantine ?? answer.body),
  )
}

async function ok(answer: ReturnType<Person['get']>) {
  const { status, body } = await answer
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

const isWhole = (row: LinkageRow) => row.region !== null && row.establishedOn !== null
const run = promisify(execFile)

async function atCommandLine(...args: string[]) {
  const program = join(import.meta.dirname, '../../bin/sanxin.mjs')
  const data = ['--data', platform.database.dataFolder, '--json']
  const { stdout } = await run(process.execPath, [program, ...args, ...data], { maxBuffer: 1e8 })
  return JSON.parse(stdout)
}

test('a firm known to two offices by two numbers becomes one, by two persons, and two again; what was believed stays', async () => {
  const proposal = await ok(
    operator.post('/v1/catalog-proposals', { kind: 'source', definition: chamber, note: '新来源' }),
  )
  await ok(reviewer.post(`/v1/catalog-proposals/${proposal.id}/approval`))
  await deliver(
    'market-regulation',
    set.registry.filter(isWhole).map((row) => lineOf(row, row.uscc!)),
  )
  await deliver(
    chamber.id,
    set.department.filter(isWhole).map((row) => lineOf(row, row.id)),
  )

  const { job } = await ok(operator.post('/v1/identity/linkages'))
  for (let state = ''; state !== 'done'; ) {
    state = (await ok(operator.get(`/v1/jobs/${job}`))).state
    assert.notEqual(state, 'failed')
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { number, code, suggestion } = await rightSuggestion()
  assert.ok(suggestion.weight > 0 && suggestion.reasons.length >= 6, 'each field with its weight')
  // The command line sees the same, and finds nothing new.
  assert.equal((await atCommandLine('identity', 'link')).suggested, 0)
  const listed = await atCommandLine('identity', 'suggestions', '--page-size', '100')
  assert.ok(listed.items.some((item: { id: string }) => item.id === suggestion.id))

  const sources = async (asOf?: string) => {
    const query = `recordType=registration&claims=all${asOf ? `&asOf=${encodeURIComponent(asOf)}` : ''}`
    const { items } = await ok(officer.get(`/v1/enterprises/${code}/records?${query}`))
    return items.map((item: { provenance: { source: string } }) => item.provenance.source).sort()
  }
  assert.deepEqual(await sources(), ['market-regulation'])
  const apart = new Date().toISOString()

  const review = (person: Person, id: string) =>
    person.post(`/v1/identity/suggestions/${id}/review`, { verdict: 'accept', reason: '核对营业执照' })
  await ok(review(reviewer, suggestion.id))
  const merged = await ok(operator.get(`/v1/enterprises/${chamber.id}:${number}/identity`))
  assert.equal(merged.enterprise, suggestion.survivor.enterprise)
  assert.deepEqual(await sources(), [chamber.id, 'market-regulation'])
  const together = new Date().toISOString()
  assert.deepEqual(await sources(apart), ['market-regulation'], 'before the merge nothing was known of it')

  // Taken back: whoever asks for it does not decide.
  const undo = { deed: merged.deeds.at(-1).deed, reason: '两家不同的门店' }
  const { id } = await ok(operator.post('/v1/identity/undos', undo))
  const own = await review(operator, id)
  assert.deepEqual([own.status, own.body.code], [403, 'suggestion-own'])
  await ok(review(reviewer, id))
  const split = await atCommandLine('identity', 'history', `${chamber.id}:${number}`)
  assert.equal(split.enterprise, suggestion.absorbed.enterprise)
  assert.deepEqual(
    split.deeds.map((deed: { kind: string }) => deed.kind),
    ['merge', 'split'],
  )
  assert.deepEqual(await sources(), ['market-regulation'])
  assert.deepEqual(await sources(together), [chamber.id, 'market-regulation'], 'what was believed stays')
  assert.deepEqual(await sources(apart), ['market-regulation'])
})

/** A suggestion of the linkage that the labels of the set say is right. */
async function rightSuggestion() {
  const { items } = await ok(reviewer.get('/v1/identity/suggestions?pageSize=100'))
  const codeOf = new Map(set.registry.map((row) => [row.id, row.uscc]))
  const registered = new Map([...set.truth].map(([left, right]) => [right, codeOf.get(left)]))
  for (const suggestion of items) {
    if (suggestion.origin !== 'linkage') continue
    const [absorbed, survivor] = [suggestion.absorbed, suggestion.survivor].map(
      (side: { identifiers: { scheme: string; value: string }[] }) => side.identifiers[0]!,
    )
    if (registered.get(absorbed!.value) === survivor!.value)
      return { number: absorbed!.value, code: survivor!.value, suggestion }
  }
  return assert.fail('the linkage suggests none of the pairs')
}
