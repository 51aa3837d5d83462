import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { canUse, isRoot, unprivilegedAccounts } from './account.ts'
import { type Binaries, findBinaries, program } from './binaries.ts'
import { sandbox, serverPid, startMember } from './fixtures/start-member.ts'
import { layoutOf, pointerFile } from './layout.ts'

const box = sandbox()
after(() => box.empty())

const onlyRoot = isRoot() ? false : 'only root can hand the server to another account; this run is not root'
const namespaces =
  spawnSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', '--', 'true']).status === 0
const onlyWithNamespaces =
  onlyRoot || (namespaces ? false : 'user namespaces are not allowed on this machine')

/** The installed binaries; or, where this clone is in a folder that only root enters, a copy that all may use. */
function binariesForAll(): Binaries {
  const installed = findBinaries()
  const others = unprivilegedAccounts().at(-1)!
  if (canUse(others, '/', program(installed, 'postgres'))) return installed
  const folder = join(box.folder(), 'native')
  cpSync(installed.folder, folder, { recursive: true, verbatimSymlinks: true })
  return { ...installed, folder }
}

function userOf(pid: number): number {
  return Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

test('root hands the cluster to an unprivileged account and keeps the data folder', {
  skip: onlyRoot,
}, async () => {
  const dataFolder = join(box.folder(), 'data')
  const member = await startMember({ dataFolder, binaries: binariesForAll() })
  const { cluster, socketFolder } = layoutOf(dataFolder)
  const account = unprivilegedAccounts().find(({ uid }) => uid === statSync(cluster).uid)
  assert.ok(account, 'the cluster belongs to postgres or nobody')
  assert.equal(userOf(serverPid(cluster)!), account.uid)
  assert.equal(statSync(dataFolder).uid, 0)
  for (const folder of [cluster, socketFolder]) assert.equal(statSync(folder).mode & 0o077, 0, folder)
  const stranger = unprivilegedAccounts().find(({ uid }) => uid !== account.uid)
  if (stranger) {
    const knock = spawnSync('/bin/ls', [socketFolder], { uid: stranger.uid, gid: stranger.gid })
    assert.notEqual(knock.status, 0, 'another account reaches neither socket nor files')
  }
  await member.ask('leave')
})

test('under a folder that only root enters the server runs in a user namespace', {
  skip: onlyWithNamespaces,
}, async () => {
  const dataFolder = join(box.folder(0o700), 'data')
  const member = await startMember({ dataFolder })
  assert.deepEqual((await member.ask('select 1 as one')).rows, [{ one: 1 }])
  const { cluster } = layoutOf(dataFolder)
  assert.equal(statSync(cluster).uid, 0, 'no file changed its owner')
  assert.equal(existsSync(pointerFile(dataFolder)), false)
  const again = await startMember({ dataFolder })
  assert.equal((await member.ask('leave')).left, 'left')
  assert.equal((await again.ask('leave')).left, 'stopped')
  const third = await startMember({ dataFolder })
  assert.deepEqual((await third.ask('select 1 as one')).rows, [{ one: 1 }])
  await third.ask('leave')
})

test('where namespaces are forbidden too, binaries and cluster are staged and the data folder points there', {
  skip: onlyRoot,
}, async () => {
  const dataFolder = join(box.folder(0o700), 'data')
  const options = { dataFolder, stagingFolder: join(box.folder(), 'staging'), userNamespaces: false }
  const [first, second] = await Promise.all([startMember(options), startMember(options)])
  await first.ask('create table kept (id int)')
  await second.ask('insert into kept values (1)')
  await first.ask('leave')
  assert.equal((await second.ask('leave')).left, 'stopped')
  const { home } = JSON.parse(readFileSync(pointerFile(dataFolder), 'utf8'))
  assert.ok(home.startsWith(options.stagingFolder))
  assert.equal(existsSync(join(dataFolder, 'postgres/cluster')), false)

  const next = await startMember(options)
  assert.deepEqual((await next.ask('select id from kept')).rows, [{ id: 1 }])
  await next.ask('leave')
})

test('a clone that only root enters works with a data folder that everybody enters', {
  skip: onlyWithNamespaces,
}, async () => {
  const clone = box.folder(0o700)
  const installed = findBinaries()
  const copied = join(clone, 'native')
  spawnSync('cp', ['-al', installed.folder, copied])
  if (!existsSync(copied)) cpSync(installed.folder, copied, { recursive: true, verbatimSymlinks: true })
  const dataFolder = box.folder()
  const member = await startMember({ dataFolder, binaries: { folder: copied, version: installed.version } })
  assert.deepEqual((await member.ask('select 1 as one')).rows, [{ one: 1 }])
  await member.ask('leave')
})

test('an account that is not root runs the server itself', { skip: onlyRoot }, async (context) => {
  const nobody = unprivilegedAccounts().at(-1)!
  const as = { uid: nobody.uid, gid: nobody.gid, cwd: '/', env: { PATH: process.env.PATH ?? '' } }
  const able = spawnSync(process.execPath, ['--version'], as).status === 0
  const reads =
    spawnSync('/bin/ls', [program(findBinaries(), 'initdb'), import.meta.filename], as).status === 0
  if (!able || !reads) return context.skip('this clone, or this Node, is in a folder that only root enters')
  const dataFolder = box.folder()
  chownSync(dataFolder, nobody.uid, nobody.gid)
  const member = await startMember({ dataFolder }, as)
  assert.deepEqual((await member.ask('select 1 as one')).rows, [{ one: 1 }])
  const { cluster } = layoutOf(dataFolder)
  assert.equal(userOf(serverPid(cluster)!), nobody.uid)

  const root = await startMember({ dataFolder })
  assert.deepEqual((await root.ask('select 1 as one')).rows, [{ one: 1 }], 'root joins it')
  assert.equal((await member.ask('leave')).left, 'left')
  assert.equal((await root.ask('leave')).left, 'stopped')
  const rootAgain = await startMember({ dataFolder })
  assert.equal(userOf(serverPid(cluster)!), nobody.uid, 'and starts it as its owner')
  await rootAgain.ask('leave')
})

test('an account that may not write the data folder is refused', { skip: onlyRoot }, async (context) => {
  const nobody = unprivilegedAccounts().at(-1)!
  const as = { uid: nobody.uid, gid: nobody.gid, cwd: '/', env: { PATH: process.env.PATH ?? '' } }
  if (spawnSync('/bin/ls', [process.execPath, dirname(import.meta.filename)], as).status !== 0) {
    return context.skip('this clone, or this Node, is in a folder that only root enters')
  }
  const dataFolder = box.folder()
  chmodSync(dataFolder, 0o755)
  const member = await startMember({ dataFolder }, as)
  assert.equal(member.first.refused, 'data-folder-not-accessible')
})
