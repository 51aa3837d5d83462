import assert from 'node:assert/strict'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import { type Actor, tables, type UnitOfWork } from '../../foundation/unit-of-work.ts'
import { openCheckpoint } from './checkpoint.ts'
import {
  type AuditTables,
  append,
  appendAll,
  appendBulk,
  currentCheckpoint,
  listEntries,
  openSigner,
  proveConsistency,
  readEvidence,
  receiptOf,
  sequenceLog,
  verifyLog,
} from './index.ts'
import { hashLeaf, merkleRootOf } from './merkle-tree.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'
import { trySequencerLock } from './store.ts'

type Work = UnitOfWork<AuditTables>

const auditor: Actor = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(['audit:read', 'audit:verify']),
}

const database = await testDatabase()
after(() => database.close())
const signer = openSigner(database.dataFolder)
const run = <Result>(verb: (work: Work) => Promise<Result>, actor = auditor) => runWork(database, actor, verb)
const deed = (number: number) => ({ kind: 'deed-done', subject: `subject-${number}`, detail: { number } })

test('the private key is readable by its owner alone, stays, and the checkpoint beside it is the newest', async () => {
  const file = join(database.dataFolder, 'audit', 'signing-key')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(openSigner(database.dataFolder).verifierKey, signer.verifierKey)
  await run((work) => append(work, deed(0)))
  await sequenceLog(database, signer)
  const checkpoint = await run(currentCheckpoint)
  assert.equal(readEvidence(database.dataFolder)?.checkpoint, checkpoint.note)
  assert.equal(checkpoint.verifierKey, signer.verifierKey)
})

test('an entry of a transaction that commits late is not skipped', async () => {
  let commit = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let written = () => {}
  const begun = new Promise<void>((resolve) => {
    written = resolve
  })
  const late = run(async (work) => {
    const id = await append(work, { kind: 'deed-late', subject: 'late', detail: {} })
    written()
    await held
    return id
  })
  await begun
  await run((work) => appendAll(work, [deed(1), deed(2)]))
  await sequenceLog(database, signer)
  commit()
  const id = await late
  assert.equal(await sequenceLog(database, signer), 1)
  const { items } = await run((work) => listEntries(work, { subject: 'late' }))
  assert.equal(items[0]!.id, id)
  assert.equal(items[0]!.sequence, (await run(currentCheckpoint)).treeSize - 1)
  assert.equal((await run((work) => verifyLog(work))).valid, true)
})

test('a deed that is rolled back leaves no entry', async () => {
  const before = (await run((work) => listEntries(work, {}))).items.length
  await assert.rejects(
    run(async (work) => {
      await append(work, { kind: 'deed-undone', subject: 'undone', detail: {} })
      throw new Error('changed its mind')
    }),
  )
  assert.equal((await run((work) => listEntries(work, {}))).items.length, before)
})

test('two sequencers at once place each entry once', async () => {
  const count = 3_000
  const { treeSize } = await run(currentCheckpoint)
  await run((work) =>
    appendAll(
      work,
      Array.from({ length: count }, (_, number) => deed(number)),
    ),
  )
  const placed = await Promise.all([1, 2, 3, 4].map(() => sequenceLog(database, signer)))
  const left = await sequenceLog(database, signer)
  assert.equal(
    placed.reduce((sum, entries) => sum + entries, left),
    count,
  )
  assert.equal((await run(currentCheckpoint)).treeSize, treeSize + count)
  await run(async (work) => {
    assert.equal(await trySequencerLock(work.db), true)
    assert.equal(await sequenceLog(database, signer), 0, 'another holds the lock')
  })
})

test('a receipt convinces whoever has the public key, and nothing else', async () => {
  const id = await run((work) =>
    append(work, { kind: 'consent-granted', subject: 'firm', detail: { z: 1, a: '企业' } }),
  )
  await assert.rejects(
    run((work) => receiptOf(work, { entry: id })),
    { code: 'audit-receipt-pending' },
  )
  await sequenceLog(database, signer)
  const receipt = await run((work) => receiptOf(work, { entry: id }))
  const head = openCheckpoint(receipt.checkpoint, receipt.verifierKey)!
  const proof = receipt.inclusionProof.map((hash) => Buffer.from(hash, 'base64'))
  const claim = { leafIndex: receipt.leafIndex, treeSize: head.size, proof, root: head.root }
  assert(verifyInclusion({ ...claim, leafHash: hashLeaf(receipt.leaf) }))
  assert(!verifyInclusion({ ...claim, leafHash: hashLeaf(receipt.leaf.replace('firm', 'farm')) }))
  assert.deepEqual(JSON.parse(receipt.leaf).detail, { a: '企业', z: 1 })
})

test('the log at every checkpoint is proven a prefix of the log now', async () => {
  for (let round = 0; round < 5; round++) {
    await run((work) =>
      appendAll(
        work,
        Array.from({ length: 100 + round }, (_, number) => deed(number)),
      ),
    )
    await sequenceLog(database, signer)
  }
  const newest = await run(currentCheckpoint)
  const second = { size: newest.treeSize, root: Buffer.from(newest.rootHash, 'base64') }
  const rows = await run((work) => tables(work.db).selectFrom('audit.checkpoint').selectAll().execute())
  assert(rows.length > 5)
  for (const row of rows) {
    const first = { size: Number(row.treeSize), root: row.rootHash }
    const { hashes } = await run((work) => proveConsistency(work, { from: first.size }))
    assert(verifyConsistency({ first, second, proof: hashes.map((hash) => Buffer.from(hash, 'base64')) }))
  }
  await assert.rejects(
    run((work) => proveConsistency(work, { from: 5, to: 4 })),
    { code: 'audit-tree-size' },
  )
  await assert.rejects(
    run((work) => proveConsistency(work, { from: 5, to: 10 ** 9 })),
    { code: 'audit-tree-size' },
  )
})

test('a use in bulk is one entry with the root over its enterprises', async () => {
  await run((work) =>
    appendBulk(work, { kind: 'bulk-done', subject: '*', detail: { month: '2026-09' } }, ['b', 'a', 'b']),
  )
  const { items } = await run((work) => listEntries(work, { kind: 'bulk-done' }))
  const enterprisesRoot = merkleRootOf(['a', 'b']).toString('base64')
  assert.deepEqual(items[0]!.detail, { enterprises: 2, enterprisesRoot, month: '2026-09' })
})

test('the tables forbid to change, delete or empty what is on record', async () => {
  const changes = [
    sql`update audit.entry set detail = '{}'`,
    sql`update audit.entry set account = account`,
    sql`delete from audit.entry`,
    sql`truncate audit.entry`,
    sql`update audit.leaf set sequence = sequence + 1000000`,
    sql`delete from audit.leaf`,
    sql`update audit.checkpoint set note = ''`,
    sql`delete from audit.checkpoint`,
    sql`update audit.tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)`,
    sql`delete from audit.tile`,
    sql`truncate audit.tile, audit.leaf, audit.checkpoint`,
  ]
  for (const change of changes)
    await assert.rejects(change.execute(database.kysely), /append-only|only grows/)
})

test('nothing more is signed on a damaged tree', async () => {
  const damagedStore = await testDatabase()
  try {
    const own = openSigner(damagedStore.dataFolder)
    await runWork(damagedStore, auditor, (work: Work) => append(work, deed(1)))
    await sequenceLog(damagedStore, own)
    await damagedStore.kysely.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await sql`update audit.tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)`.execute(
        transaction,
      )
    })
    await runWork(damagedStore, auditor, (work: Work) => append(work, deed(2)))
    await assert.rejects(sequenceLog(damagedStore, own), { code: 'audit-tree-damaged' })
  } finally {
    await damagedStore.close()
  }
})

test('text that PostgreSQL cannot hold does not keep a deed from the record', async () => {
  const id = await run((work) =>
    append(work, { kind: 'deed-done', subject: 'nul\0l', detail: { text: '\0 \ud800' } }),
  )
  await sequenceLog(database, signer)
  const { items } = await run((work) => listEntries(work, { subject: 'nul\uFFFDl' }))
  assert.equal(items[0]!.id, id)
  assert.equal((await run((work) => verifyLog(work))).valid, true)
})

test('verifying while deeds go on being done and placed finds no fault', async () => {
  let going = true
  const busy = (async () => {
    for (let number = 0; going; number++) {
      await run((work) => appendAll(work, [deed(number), deed(number + 1)]))
      await sequenceLog(database, signer)
    }
  })()
  for (let round = 0; round < 12; round++) {
    const evidence = readEvidence(database.dataFolder)
    const found = await run((work) => verifyLog(work, evidence))
    assert.deepEqual(found.faults, [])
  }
  going = false
  await busy
})

test('a data folder that missed the last checkpoints still agrees with the log', async () => {
  const older = readEvidence(database.dataFolder)
  await run((work) => appendAll(work, [deed(1), deed(2)]))
  await sequenceLog(database, signer)
  assert.notEqual(readEvidence(database.dataFolder)?.checkpoint, older?.checkpoint)
  assert.equal((await run((work) => verifyLog(work, older))).valid, true)
})

test('a data folder that lost its key gets a new one, and that is on record', async () => {
  rmSync(join(database.dataFolder, 'audit'), { recursive: true })
  const another = openSigner(database.dataFolder)
  assert.notEqual(another.verifierKey, signer.verifierKey)
  await sequenceLog(database)
  const { items } = await run((work) => listEntries(work, { kind: 'audit-key-registered' }))
  assert.deepEqual(
    items.map((item) => item.detail.key),
    [another.verifierKey, signer.verifierKey],
  )
  assert.equal((await run((work) => verifyLog(work, readEvidence(database.dataFolder)))).valid, true)
})

test('a damaged key file is refused in a sentence, not replaced', async () => {
  const file = join(database.dataFolder, 'audit', 'signing-key')
  writeFileSync(file, 'PRIVATE+KEY+half')
  assert.throws(() => openSigner(database.dataFolder), { code: 'audit-key-damaged' })
  assert.equal(readFileSync(file, 'utf8'), 'PRIVATE+KEY+half')
})
