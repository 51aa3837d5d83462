import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sandbox, serverPid, startMember } from './fixtures/start-member.ts'
import { layoutOf } from './layout.ts'

const box = sandbox()
after(() => box.empty())

/** Tests that need no new cluster share one: making it takes most of a second. */
const dataFolder = box.folder()

const clusterOf = (dataFolder: string) => layoutOf(dataFolder).cluster

test('two processes that start at once on an empty folder both work, and the last one out stops the server', async () => {
  const dataFolder = box.folder()
  const [first, second] = await Promise.all([startMember({ dataFolder }), startMember({ dataFolder })])
  assert.deepEqual([first.first.refused, second.first.refused], [undefined, undefined])
  await first.ask('drop table if exists kept; create table kept (id int)')
  assert.equal((await second.ask('insert into kept values (1)')).error, undefined)

  assert.equal((await first.ask('leave')).left, 'left')
  assert.deepEqual((await second.ask('select id from kept')).rows, [{ id: 1 }])
  assert.equal((await second.ask('leave')).left, 'stopped')
  assert.equal(serverPid(clusterOf(dataFolder)), undefined)
  assert.deepEqual(
    readdirSync(join(dataFolder, 'postgres')).sort(),
    ['cluster', 'server.log', 'socket'],
    'the loser of the race leaves no half cluster behind',
  )
})

test('the server is durable, sorts by code point, and listens on no port', async () => {
  const member = await startMember({ dataFolder })
  const settings = await member.ask(
    `select current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('listen_addresses') l,
      (select datlocale from pg_database where datname = current_database()) c, '三' < '信' as o, upper('é') u`.replaceAll(
      '\n',
      ' ',
    ),
  )
  assert.deepEqual(settings.rows, [{ f: 'on', s: 'on', l: '', c: 'C.UTF-8', o: true, u: 'É' }])
  await member.ask('leave')
})

test('after kill -9 of a process the next one finds the server running, with every acknowledged row', async () => {
  const doomed = await startMember({ dataFolder })
  await doomed.ask('drop table if exists kept; create table kept (id int)')
  await doomed.ask('insert into kept values (1)')
  const pid = serverPid(clusterOf(dataFolder))
  await doomed.kill()

  const next = await startMember({ dataFolder })
  assert.deepEqual((await next.ask('select id from kept')).rows, [{ id: 1 }])
  assert.equal(serverPid(clusterOf(dataFolder)), pid)
  assert.equal((await next.ask('leave')).left, 'stopped', 'the dead process is no member any more')
})

test('after kill -9 of process and server the next one recovers the cluster', async () => {
  const doomed = await startMember({ dataFolder })
  await doomed.ask('drop table if exists kept; create table kept (id int)')
  await doomed.ask('insert into kept values (1)')
  process.kill(serverPid(clusterOf(dataFolder))!, 'SIGKILL')
  await doomed.kill()
  assert.ok(serverPid(clusterOf(dataFolder)), 'a stale postmaster.pid is there')

  const next = await startMember({ dataFolder })
  assert.deepEqual((await next.ask('select id from kept')).rows, [{ id: 1 }])
  await next.ask('leave')
})

test('a member brings back a server that was killed', async () => {
  const member = await startMember({ dataFolder })
  await member.ask('drop table if exists kept; create table kept (id int)')
  await member.ask('insert into kept values (1)')
  process.kill(serverPid(clusterOf(dataFolder))!, 'SIGKILL')
  let answer = await member.ask('select id from kept')
  const deadline = performance.now() + 30_000
  while (answer.error !== undefined && performance.now() < deadline)
    answer = await member.ask('select id from kept')
  assert.deepEqual(answer.rows, [{ id: 1 }], JSON.stringify(answer))
  assert.equal((await member.ask('leave')).left, 'stopped')
})

test('whoever joins while the last one leaves gets a server all the same', async () => {
  let leaving = await startMember({ dataFolder })
  for (let round = 0; round < 4; round++) {
    const [left, joining] = await Promise.all([leaving.ask('leave'), startMember({ dataFolder })])
    assert.ok(left.left)
    const answer = await joining.ask('select 1 as one')
    assert.deepEqual(answer.rows, [{ one: 1 }], `round ${round}: ${JSON.stringify(answer)}`)
    leaving = joining
  }
  assert.equal((await leaving.ask('leave')).left, 'stopped')
})

test('a stale postmaster.pid with the number of some living process does not stop a start', async () => {
  const first = await startMember({ dataFolder })
  const { cluster } = layoutOf(dataFolder)
  const leftBehind = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  await first.ask('leave')
  // A process of the server's own account: the owner of the cluster.
  const { uid, gid } = statSync(cluster)
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
  writeFileSync(join(cluster, 'postmaster.pid'), leftBehind.replace(/^\d+/, String(stranger.pid)))
  const next = await startMember({ dataFolder })
  assert.deepEqual((await next.ask('select 1 as one')).rows, [{ one: 1 }])
  await next.ask('leave')
  assert.ok(stranger.kill(), 'the stranger lived through it')
})

test('a cluster half made by a killed process is swept away, a living one keeps its own', async () => {
  const dataFolder = box.folder()
  const home = join(dataFolder, 'postgres')
  mkdirSync(join(home, 'cluster.999999999.dead'), { recursive: true })
  mkdirSync(join(home, `cluster.${process.pid}.alive`))
  const member = await startMember({ dataFolder })
  await member.ask('leave')
  assert.equal(existsSync(join(home, 'cluster.999999999.dead')), false)
  assert.equal(existsSync(join(home, `cluster.${process.pid}.alive`)), true)
})

test('a data folder whose path is too long for a socket gets a short one elsewhere', async () => {
  const dataFolder = join(box.folder(), 'a-very-long-name-for-a-folder-'.repeat(4))
  const member = await startMember({ dataFolder })
  const host = member.first.joined!.host
  assert.ok(!host.startsWith(dataFolder) && host.length < 90, host)
  assert.deepEqual((await member.ask('select 1 as one')).rows, [{ one: 1 }])
  assert.equal((await member.ask('leave')).left, 'stopped')
  assert.equal(existsSync(host), false, 'no folder is left in the temporary directory')
})

test('where there are no Unix sockets it listens on the loopback address alone, and asks a password', async () => {
  const dataFolder = box.folder()
  const [first, second] = await Promise.all([
    startMember({ dataFolder, transport: 'loopback' }),
    startMember({ dataFolder, transport: 'loopback' }),
  ])
  const { host, port, password } = first.first.joined!
  assert.equal(host, '127.0.0.1')
  assert.equal(readFileSync(join(dataFolder, 'postgres/password'), 'utf8'), password)
  assert.match(await greeting(port), /password authentication|SASL|SCRAM/)
  assert.deepEqual((await second.ask('select 1 as one')).rows, [{ one: 1 }])
  await first.ask('leave')
  assert.equal((await second.ask('leave')).left, 'stopped')
})

/** What the server answers to a start-up message without a password (PostgreSQL protocol 3.0). */
function greeting(port: number): Promise<string> {
  const body = Buffer.from('user\0sanxin\0database\0postgres\0\0')
  const message = Buffer.alloc(8 + body.length)
  message.writeInt32BE(message.length, 0)
  message.writeInt32BE(196608, 4)
  body.copy(message, 8)
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(message))
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString('latin1'))
    })
  })
}
