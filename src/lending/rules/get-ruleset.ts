import { digestOf } from '../../foundation/canonical-json.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CompiledRuleset, compileStored } from './compile-ruleset.ts'
import { type RulesetReference, refuse } from './contract.ts'
import type { Ruleset } from './ruleset.ts'
import { findRuleset, type RulesetRow, type RuleTables } from './store.ts'

/** Compiled rulesets by digest: a digest names one content for ever, so nothing here can be stale. */
const compiledByDigest = new Map<string, CompiledRuleset>()
const compiledKeptMax = 100

/** A published version ready to be evaluated; from memory when its digest is known. */
export async function getRuleset(
  work: UnitOfWork<RuleTables>,
  reference: RulesetReference,
): Promise<CompiledRuleset> {
  const kept = compiledByDigest.get(reference.digest)
  if (kept) return kept
  const compiled = await findStoredRuleset(work, reference)
  if (typeof compiled === 'string') return refuse(compiled, { ...reference })
  if (compiledByDigest.size >= compiledKeptMax) compiledByDigest.delete(compiledByDigest.keys().next().value!)
  compiledByDigest.set(reference.digest, compiled)
  return compiled
}

/** Reads the version from the store, whatever memory holds, and checks its digest: for replay. */
export async function findStoredRuleset(
  work: UnitOfWork<RuleTables>,
  reference: RulesetReference,
): Promise<CompiledRuleset | 'ruleset-unknown' | 'ruleset-damaged'> {
  const row = await findRuleset(work.db, reference)
  if (!row) return 'ruleset-unknown'
  const ruleset = parseContent(row)
  if (!ruleset || digestOf(ruleset) !== reference.digest) return 'ruleset-damaged'
  return compileStored(ruleset)
}

/** The digest under which a version was published. */
export async function getRulesetReference(
  work: UnitOfWork<RuleTables>,
  version: { id: string; version: number },
): Promise<RulesetReference & { organization: string; inputs: Ruleset['inputs'] }> {
  const row = await findRuleset(work.db, version)
  if (!row) return refuse('ruleset-unknown', { ruleset: version.id, version: version.version })
  const { inputs } = parseContent(row) ?? refuse('ruleset-damaged', { ruleset: row.id, version: row.version })
  return { id: row.id, version: row.version, digest: row.digest, organization: row.organization, inputs }
}

function parseContent({ content }: RulesetRow): Ruleset | undefined {
  try {
    return JSON.parse(content) as Ruleset
  } catch {
    return undefined
  }
}
