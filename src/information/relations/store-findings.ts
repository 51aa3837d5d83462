import { sql } from 'kysely'
import { tables } from '../../foundation/unit-of-work.ts'
import type { Db, Slot } from './store.ts'

export interface FindingRow {
  number: number
  kind: number
  size: number
  related: boolean
}

export interface MemberRow {
  finding: number
  place: number
  node: number
}

/** Findings that any of the nodes is a member of, in the order in which the build found them. */
export async function findFindingsOf(
  db: Db,
  slot: Slot,
  wanted: { nodes: readonly number[]; atMost: number },
): Promise<(FindingRow & { node: number })[]> {
  const { rows } = await sql<FindingRow & { node: number }>`
    select finding.number, finding.kind, finding.size, finding.related, member.node
    from ${sql.table(`relations.member_${slot}`)} as member
      join ${sql.table(`relations.finding_${slot}`)} as finding on finding.number = member.finding
    where member.node = any(${[...wanted.nodes]}::integer[])
    order by finding.number limit ${wanted.atMost}`.execute(tables(db))
  return rows
}

/** The first members of findings, in their order. */
export async function listMembers(
  db: Db,
  slot: Slot,
  wanted: { findings: readonly number[]; atMost: number },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select finding, place, node from ${sql.table(`relations.member_${slot}`)} as member
    where finding = any(${[...wanted.findings]}::integer[]) and place < ${wanted.atMost}
    order by finding, place`.execute(tables(db))
  return rows
}
