import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '../refusal.ts'
import { isRoot } from './account.ts'
import { findBinaries, linkLibraries, program } from './binaries.ts'
import { sandbox, startMember } from './fixtures/start-member.ts'
import { layoutOf } from './layout.ts'

const box = sandbox()
after(() => box.empty())

/** A cluster that was stopped in good order; each test damages its own copy. */
const original = box.folder()
const maker = await startMember({ dataFolder: original })
await maker.ask('create table kept (id int)')
await maker.ask('leave')

function copy(): { dataFolder: string; cluster: string } {
  const dataFolder = box.folder()
  if (spawnSync('cp', ['-a', join(original, 'postgres'), dataFolder]).status !== 0) {
    cpSync(join(original, 'postgres'), join(dataFolder, 'postgres'), { recursive: true })
  }
  return { dataFolder, cluster: layoutOf(dataFolder).cluster }
}

const damages: { name: string; damage: (cluster: string) => void; code: string; cause: RegExp }[] = [
  {
    name: 'PG_VERSION is missing',
    damage: (cluster) => rmSync(join(cluster, 'PG_VERSION')),
    code: 'data-folder-damaged',
    cause: /missing/,
  },
  {
    name: 'PG_VERSION is garbage',
    damage: (cluster) => writeFileSync(join(cluster, 'PG_VERSION'), '\0\0\0\0'),
    code: 'data-folder-damaged',
    cause: /unreadable version/,
  },
  {
    name: 'the cluster is of PostgreSQL 19',
    damage: (cluster) => writeFileSync(join(cluster, 'PG_VERSION'), '19\n'),
    code: 'data-folder-newer',
    cause: /^$/,
  },
  {
    name: 'the control file has a flipped byte',
    damage: (cluster) => {
      const file = join(cluster, 'global/pg_control')
      const bytes = readFileSync(file)
      bytes[100]! ^= 0xff
      writeFileSync(file, bytes)
    },
    code: 'data-folder-damaged',
    cause: /checksum|control file/,
  },
  {
    name: 'the control file is missing',
    damage: (cluster) => rmSync(join(cluster, 'global/pg_control')),
    code: 'data-folder-damaged',
    cause: /database system|control file/,
  },
  {
    name: 'the control file is cut short',
    damage: (cluster) => writeFileSync(join(cluster, 'global/pg_control'), ''),
    code: 'data-folder-damaged',
    cause: /pg_control|control file/,
  },
  {
    name: 'the write-ahead log is gone',
    damage: (cluster) => {
      rmSync(join(cluster, 'pg_wal'), { recursive: true })
      mkdirSync(join(cluster, 'pg_wal'), { mode: 0o777 })
      spawnSync('chmod', ['777', join(cluster, 'pg_wal')])
    },
    code: 'data-folder-damaged',
    cause: /checkpoint/,
  },
  {
    name: 'the configuration is gone',
    damage: (cluster) => rmSync(join(cluster, 'postgresql.conf')),
    code: 'data-folder-damaged',
    cause: /postgresql\.conf/,
  },
]

for (const { name, damage, code, cause } of damages) {
  test(`refused in a sentence: ${name}`, async () => {
    const { dataFolder, cluster } = copy()
    damage(cluster)
    const { first } = await startMember({ dataFolder })
    assert.equal(first.refused, code, JSON.stringify(first))
    assert.match(String(first.where?.cause ?? ''), cause)
  })
}

test('a file where the data folder should be is refused', async () => {
  const dataFolder = join(box.folder(), 'data')
  writeFileSync(dataFolder, 'not a folder')
  const { first } = await startMember({ dataFolder })
  assert.equal(first.refused, 'data-folder-not-accessible', JSON.stringify(first))
})

test('a socket folder that somebody else prepared in the temporary directory is not used', async () => {
  const dataFolder = join(box.folder(), 'a-very-long-name-for-a-folder-'.repeat(4))
  const { socketFolder } = layoutOf(dataFolder)
  const trap = box.folder()
  symlinkSync(trap, socketFolder)
  try {
    const { first } = await startMember({ dataFolder })
    assert.equal(first.refused, 'data-folder-not-accessible', JSON.stringify(first))
  } finally {
    rmSync(socketFolder)
  }
})

test('a limit on the size of files while the cluster is made is refused as a full disk, and nothing is left', async () => {
  const dataFolder = box.folder()
  const limited = await startMember(
    { dataFolder },
    { wrapper: ['/bin/sh', '-c', 'ulimit -f 64; exec "$@"', 'sh'] },
  )
  assert.equal(limited.first.refused, 'disk-full', JSON.stringify(limited.first))
  const unlimited = await startMember({ dataFolder })
  assert.deepEqual((await unlimited.ask('select 1 as one')).rows, [{ one: 1 }])
  await unlimited.ask('leave')
})

const mountable = isRoot() && process.platform === 'linux'

test('a full disk is refused, while starting and while writing; with space again nothing is lost', {
  skip: mountable ? false : 'only root on Linux can mount a small disk',
}, async (context) => {
  const disk = box.folder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=755', 'tmpfs', disk]).status !== 0) {
    return context.skip('this machine does not allow mounting')
  }
  context.after(() => spawnSync('umount', ['-l', disk]))
  const dataFolder = join(disk, 'data')
  const filler = join(disk, 'filler')
  fill(filler)
  const refused = await startMember({ dataFolder })
  assert.equal(refused.first.refused, 'disk-full', JSON.stringify(refused.first))

  rmSync(filler)
  const member = await startMember({ dataFolder })
  assert.ok(member.first.joined, JSON.stringify(member.first))
  await member.ask('create table kept (id int, text text)')
  await member.ask('insert into kept values (1)')
  fill(filler)
  const failed = await member.ask(
    `insert into kept select n, repeat('x', 2000) from generate_series(2, 50000) n`,
  )
  assert.match(
    failed.error ?? '',
    /No space left on device|terminating connection|Connection terminated|starting up|recovery/,
  )
  rmSync(filler)
  const deadline = performance.now() + 30_000
  let answer = await member.ask('select id from kept')
  while (answer.error !== undefined && performance.now() < deadline)
    answer = await member.ask('select id from kept')
  assert.deepEqual(answer.rows, [{ id: 1 }], 'all of the acknowledged, nothing of the refused')
  await member.ask('leave')
})

/** Writes until nothing more fits. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w')
  const megabyte = Buffer.alloc(1 << 20)
  assert.throws(
    () => {
      for (let written = 0; written < 1000; written++) writeSync(descriptor, megabyte)
    },
    { code: 'ENOSPC' },
  )
  closeSync(descriptor)
}

test('a platform without a package is refused by name', () => {
  assert.throws(
    () => findBinaries('sunos-sparc'),
    (error) =>
      error instanceof Refusal &&
      error.code === 'store-platform-unsupported' &&
      error.where.platform === 'sunos-sparc',
  )
})

test('library links that npm ci --ignore-scripts left out are made at start', {
  skip: process.platform === 'win32',
}, () => {
  const root = box.folder()
  const native = join(root, 'native')
  spawnSync('cp', ['-a', findBinaries().folder, native])
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  assert.ok(links.length > 0)
  for (const { target } of links) rmSync(join(root, target))
  const postgres = program({ folder: native, version: '' }, 'postgres')
  const before = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
  assert.notEqual(before.status, 0, 'without its links it does not run')
  linkLibraries(native)
  assert.match(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout, /PostgreSQL\) 18/)
})
