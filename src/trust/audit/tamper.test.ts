import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import { type Actor, storeOf, type UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, appendAll, openSigner, readEvidence, sequenceLog, verifyLog } from './index.ts'
import { leafOf } from './leaf.ts'
import { hashLeaf } from './merkle-tree.ts'
import { generateSignerKey, parseSignerKey } from './signed-note.ts'
import { listLeaves } from './store.ts'

const auditor: Actor = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(['audit:read', 'audit:verify']),
}

/** Seven checkpoints, the last at 1,201 entries: full and partial tiles on two levels. */
async function filledLog(): Promise<Database> {
  const database = await testDatabase()
  const signer = openSigner(database.dataFolder)
  for (let round = 0; round < 6; round++) {
    await runWork(database, auditor, (work: UnitOfWork<AuditTables>) =>
      appendAll(
        work,
        Array.from({ length: 200 }, (_, number) => ({
          kind: 'deed-done',
          subject: `subject-${number % 7}`,
          detail: { round, number, note: '查询授权' },
        })),
      ),
    )
    await sequenceLog(database, signer)
  }
  return database
}

const verify = (database: Database, evidence = readEvidence(database.dataFolder)) =>
  runWork(database, auditor, (work: UnitOfWork<AuditTables>) => verifyLog(work, evidence))

/** What an administrator of the database can do and the platform cannot: triggers off, then anything. */
async function tamper(database: Database, change: (db: Kysely<unknown>) => Promise<unknown>): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await change(transaction)
  })
}

const database = await filledLog()
after(() => database.close())

/** Damages, verifies with and without what the data folder knows, and undoes the damage. */
async function damaged(change: (db: Kysely<unknown>) => Promise<unknown>) {
  const tables = ['entry', 'pending', 'leaf', 'tile', 'checkpoint', 'verifier_key']
  for (const table of tables)
    await sql`create table ${sql.id(`kept_${table}`)} as table ${sql.id('audit', table)}`.execute(
      database.kysely,
    )
  try {
    await tamper(database, change)
    return await verify(database)
  } finally {
    await tamper(database, async (db) => {
      for (const table of tables) {
        await sql`delete from ${sql.id('audit', table)}`.execute(db)
        await sql`insert into ${sql.id('audit', table)} table ${sql.id(`kept_${table}`)}`.execute(db)
        await sql`drop table ${sql.id(`kept_${table}`)}`.execute(db)
      }
    })
  }
}

const kinds = (found: { faults: { kind: string }[] }) => [...new Set(found.faults.map((fault) => fault.kind))]

test('an untouched log is valid, with and without the evidence of the data folder', async () => {
  for (const evidence of [readEvidence(database.dataFolder), undefined]) {
    const found = await runWork(database, auditor, (work: UnitOfWork<AuditTables>) =>
      verifyLog(work, evidence),
    )
    assert.deepEqual(
      { ...found, rootHash: '' },
      {
        entries: 1201,
        pending: 0,
        rootHash: '',
        checkpoints: 6,
        valid: true,
        firstBadEntry: null,
        faults: [],
      },
    )
  }
})

test('one changed byte in one detail is found, and named', async () => {
  for (const place of [0, 255, 256, 700, 1200]) {
    const found = await damaged((db) =>
      sql`update audit.entry set detail = overlay(detail placing '!' from length(detail) - 2)
        where id = (select entry from audit.leaf where sequence = ${place})`.execute(db),
    )
    assert.equal(found.valid, false)
    assert.equal(found.firstBadEntry, place)
    assert.deepEqual(found.faults, [{ kind: 'entry-changed', entry: place }])
  }
})

test('a change that JSON or the clock would read as equal is found', async () => {
  const changes = [
    sql`update audit.entry set detail = replace(detail, '{', '{ ') where id = (select entry from audit.leaf where sequence = 9)`,
    sql`update audit.entry set at = at + interval '1 millisecond' where id = (select entry from audit.leaf where sequence = 9)`,
    sql`update audit.entry set account = 'nobody' where id = (select entry from audit.leaf where sequence = 9)`,
  ]
  for (const change of changes) {
    const found = await damaged((db) => change.execute(db))
    assert.equal(found.firstBadEntry, 9)
  }
})

test('a deleted entry is found, with its place or without it', async () => {
  const entryGone = await damaged((db) =>
    sql`delete from audit.entry where id = (select entry from audit.leaf where sequence = 300)`.execute(db),
  )
  assert.deepEqual(entryGone.faults, [{ kind: 'entry-missing', entry: 300 }])
  assert.equal(entryGone.firstBadEntry, 300)
  const placeGone = await damaged(async (db) => {
    await sql`delete from audit.entry where id = (select entry from audit.leaf where sequence = 301)`.execute(
      db,
    )
    await sql`delete from audit.leaf where sequence = 301`.execute(db)
  })
  assert.equal(placeGone.firstBadEntry, 301)
  const closedUp = await damaged(async (db) => {
    await sql`delete from audit.entry where id = (select entry from audit.leaf where sequence = 302)`.execute(
      db,
    )
    await sql`delete from audit.leaf where sequence = 302`.execute(db)
    await sql`update audit.leaf set sequence = sequence + 1000000 where sequence > 302`.execute(db)
    await sql`update audit.leaf set sequence = sequence - 1000001 where sequence > 1000000`.execute(db)
  })
  assert.equal(closedUp.firstBadEntry, 302)
  assert.equal(closedUp.valid, false)
})

const forgery = sql`insert into audit.entry (id, at, account, organization, kind, subject, detail)
  values ('01890000-0000-7000-8000-000000000000', '2026-01-01T00:00:00Z', 'operator', 'platform', 'deed-done', 'x', '{}')`

test('an inserted entry is found: past the queue, at the end, or in between', async () => {
  const unplaced = await damaged((db) => forgery.execute(db))
  assert.deepEqual(unplaced.faults, [{ kind: 'entry-unplaced', id: '01890000-0000-7000-8000-000000000000' }])
  const atEnd = await damaged(async (db) => {
    await forgery.execute(db)
    await sql`insert into audit.leaf values (1201, '01890000-0000-7000-8000-000000000000')`.execute(db)
  })
  assert.equal(atEnd.valid, false)
  assert.equal(atEnd.firstBadEntry, 1201)
  const between = await damaged(async (db) => {
    await forgery.execute(db)
    await sql`update audit.leaf set sequence = sequence + 1000001 where sequence >= 50`.execute(db)
    await sql`update audit.leaf set sequence = sequence - 1000000 where sequence > 1000000`.execute(db)
    await sql`insert into audit.leaf values (50, '01890000-0000-7000-8000-000000000000')`.execute(db)
  })
  assert.equal(between.firstBadEntry, 50)
})

test('swapped order is found', async () => {
  const found = await damaged(async (db) => {
    await sql`update audit.leaf set sequence = 5000 where sequence = 40`.execute(db)
    await sql`update audit.leaf set sequence = 40 where sequence = 41`.execute(db)
    await sql`update audit.leaf set sequence = 41 where sequence = 5000`.execute(db)
  })
  assert.deepEqual(
    found.faults.map((fault) => fault.entry),
    [40, 41],
  )
})

test('a changed tile is found and is not laid to an entry, on either level', async () => {
  for (const [level, index] of [
    [0, 0],
    [0, 4],
    [1, 0],
  ] as const) {
    const found = await damaged((db) =>
      sql`update audit.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)
        where level = ${level} and index = ${index}`.execute(db),
    )
    assert.deepEqual(found.faults, [{ kind: 'tile-changed', tile: { level, index } }])
    assert.equal(found.firstBadEntry, null)
    assert.equal(found.valid, false)
  }
  const gone = await damaged((db) => sql`delete from audit.tile where level = 1`.execute(db))
  assert.deepEqual(kinds(gone), ['tile-missing'])
  const grown = await damaged((db) =>
    sql`update audit.tile set hashes = hashes || substring(hashes for 32) where level = 0 and index = 4`.execute(
      db,
    ),
  )
  assert.deepEqual(kinds(grown), ['tile-changed'])
})

test('an entry rewritten together with its tiles is found by the signed checkpoints', async () => {
  const found = await damaged(async (db) => {
    await sql`update audit.entry set subject = 'y' where id = (select entry from audit.leaf where sequence = 450)`.execute(
      db,
    )
    const [row] = await listLeaves(storeOf(db as Kysely<AuditTables>), 450, 451)
    const leaf = hashLeaf(leafOf(row as Parameters<typeof leafOf>[0]))
    await sql`update audit.tile set hashes = overlay(hashes placing ${leaf} from ${(450 - 256) * 32 + 1}::int)
      where level = 0 and index = 1`.execute(db)
  })
  assert.equal(found.valid, false)
  // Entry and tile tell the same lie: the checkpoints narrow it to what was signed between 401 and 601 entries.
  assert.equal(found.firstBadEntry, 401)
  assert(kinds(found).includes('checkpoint-root'))
})

test('a replaced checkpoint is found', async () => {
  const signature = await damaged((db) =>
    sql`update audit.checkpoint set note = replace(note, '401', '402') where tree_size = 401`.execute(db),
  )
  assert.deepEqual(signature.faults, [{ kind: 'checkpoint-signature', treeSize: 401 }])
  const root = await damaged((db) =>
    sql`update audit.checkpoint set root_hash = set_byte(root_hash, 0, get_byte(root_hash, 0) # 1)
      where tree_size = 401`.execute(db),
  )
  assert.deepEqual(root.faults, [{ kind: 'checkpoint-signature', treeSize: 401 }])
  const swapped = await damaged((db) =>
    sql`update audit.checkpoint set note = (select note from audit.checkpoint where tree_size = 601)
      where tree_size = 401`.execute(db),
  )
  assert.deepEqual(swapped.faults, [{ kind: 'checkpoint-signature', treeSize: 401 }])
  const another = await damaged(async (db) => {
    const forger = parseSignerKey(generateSignerKey('forger'))!
    const note = forger.signNote(`forger\n401\n${Buffer.alloc(32).toString('base64')}\n`)
    await sql`update audit.checkpoint set note = ${note}, root_hash = ${Buffer.alloc(32)}
      where tree_size = 401`.execute(db)
    await sql`insert into audit.verifier_key values (${forger.verifierKey}, now())`.execute(db)
  })
  assert.equal(another.valid, false)
  assert(kinds(another).includes('checkpoint-root'))
})

test('a truncated tail is found: entries alone, entries with checkpoints, and all that the database holds', async () => {
  const entries = await damaged(async (db) => {
    await sql`delete from audit.entry where id in (select entry from audit.leaf where sequence >= 1101)`.execute(
      db,
    )
    await sql`delete from audit.leaf where sequence >= 1101`.execute(db)
  })
  assert.equal(entries.valid, false)
  assert.equal(entries.firstBadEntry, 1101)
  const all = await damaged(async (db) => {
    await sql`delete from audit.entry where id in (select entry from audit.leaf where sequence >= 1001)`.execute(
      db,
    )
    await sql`delete from audit.leaf where sequence >= 1001`.execute(db)
    await sql`delete from audit.checkpoint where tree_size > 1001`.execute(db)
    await sql`update audit.tile set hashes = substring(hashes for ${(1001 - 768) * 32}::int) where level = 0 and index = 3`.execute(
      db,
    )
    await sql`delete from audit.tile where level = 0 and index = 4`.execute(db)
    await sql`update audit.tile set hashes = substring(hashes for ${3 * 32}::int) where level = 1`.execute(db)
  })
  assert.equal(all.valid, false, 'the checkpoint in the data folder knows of more')
  assert.equal(all.firstBadEntry, 1001)
})

/** A check of the table (SQLSTATE check_violation): text that is no JSON any more cannot even be put there. */
const notStorable = '23514'

test('any one changed byte, wherever it is in the tables, makes the log invalid', async () => {
  const columns = [
    ['entry', 'detail'],
    ['entry', 'subject'],
    ['entry', 'kind'],
    ['entry', 'account'],
    ['entry', 'organization'],
    ['tile', 'hashes'],
    ['checkpoint', 'root_hash'],
    ['checkpoint', 'note'],
  ] as const
  const anyChange = fc.record({ column: fc.constantFrom(...columns), row: fc.nat(), place: fc.nat() })
  await fc.assert(
    fc.asyncProperty(anyChange, async ({ column: [table, name], row, place }) => {
      const stored = sql.id('audit', table)
      const cell = sql.id(name)
      const binary = table === 'tile' || name === 'root_hash'
      // One bit of a byte, one character of a text.
      const changed = binary
        ? sql`set_byte(${cell}, ${place}::int % length(${cell}), get_byte(${cell}, ${place}::int % length(${cell})) # 1)`
        : sql`overlay(${cell} placing case substr(${cell}, 1 + ${place}::int % length(${cell}), 1) when 'q' then 'z' else 'q' end
            from 1 + ${place}::int % length(${cell}) for 1)`
      const found = await damaged((db) =>
        sql`with chosen as (select ctid as at from ${stored} offset ${row}::int % (select count(*) from ${stored}) limit 1)
          update ${stored} set ${cell} = ${changed} from chosen where ${stored}.ctid = chosen.at`.execute(db),
      ).catch((error: { code?: string }) => {
        if (error.code === notStorable) return undefined
        throw error
      })
      if (found === undefined) return
      assert.equal(found.valid, false)
      if (table === 'entry') assert.notEqual(found.firstBadEntry, null)
    }),
    { numRuns: 20 },
  )
})

test('after all of it the log is as it was', async () => {
  assert.equal((await verify(database)).valid, true)
})
