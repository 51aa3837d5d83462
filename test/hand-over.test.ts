import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'

/** A clone in small: the bootstrap, a lock file, a script; `npm` is a stand-in that notes that it was called. */
const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'clone' },
      'node_modules/one': { version },
      'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['none'] },
    },
  })
const installed = (version: string) => JSON.stringify({ packages: { 'node_modules/one': { version } } })

function clone(script = 'console.log(JSON.stringify(process.argv.slice(2)))') {
  const root = mkdtempSync(join(tmpdir(), 'sanxin-clone-'))
  folders.push(root)
  cpSync(join(import.meta.dirname, '../bin'), join(root, 'bin'), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'))
  mkdirSync(join(root, 'scripts'))
  writeFileSync(join(root, 'scripts/say.ts'), `${script}\nexport const typed: number = 1\n`)
  mkdirSync(join(root, 'fake'))
  const npm = join(root, 'fake/npm')
  writeFileSync(
    npm,
    `#!/bin/sh\necho "npm $*" | tee -a ${join(root, 'calls')}\n[ -e ${join(root, 'fail')} ] && exit 1\n` +
      `mkdir -p node_modules && cp ${join(root, 'wanted.json')} node_modules/.package-lock.json\n`,
  )
  chmodSync(npm, 0o755)
  writeFileSync(join(root, 'wanted.json'), installed('1.0.0'))
  return root
}

const environment = (root: string) => ({
  ...process.env,
  PATH: join(root, 'fake') + delimiter + process.env.PATH,
})

function run(root: string, parameters: string[], node = process.execPath) {
  return spawnSync(node, [join(root, 'bin/run.mjs'), ...parameters], {
    encoding: 'utf8',
    env: environment(root),
    cwd: '/',
  })
}
const calls = (root: string) =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n').length : 0

const onlyPosix = { skip: process.platform === 'win32' ? 'the stand-in for npm is a shell script' : false }

test('a fresh clone installs once, says so, and leaves standard output to the command', onlyPosix, () => {
  const root = clone()
  const first = run(root, ['scripts/say.ts', 'a b', '--flag'])
  assert.equal(first.stdout, '["a b","--flag"]\n')
  assert.match(first.stderr, /Installing what the lock file names \(npm ci\)/)
  assert.match(first.stderr, /npm ci/)
  assert.equal(first.status, 0)
  const second = run(root, ['scripts/say.ts'])
  assert.deepEqual([second.stdout, second.stderr, calls(root)], ['[]\n', '', 1])
})

test('a newer lock file installs again only if it names something else', onlyPosix, () => {
  const root = clone()
  run(root, ['scripts/say.ts'])
  const touched = new Date(Date.now() + 60_000)
  utimesSync(join(root, 'package-lock.json'), touched, touched)
  assert.equal(run(root, ['scripts/say.ts']).stderr, '')
  assert.equal(calls(root), 1, 'the same content, as after a checkout')
  writeFileSync(join(root, 'package-lock.json'), lock('2.0.0'))
  utimesSync(join(root, 'package-lock.json'), touched, touched)
  writeFileSync(join(root, 'wanted.json'), installed('2.0.0'))
  run(root, ['scripts/say.ts'])
  assert.equal(calls(root), 2)
})

test('when the install fails nothing is started, and the last word is a sentence', onlyPosix, () => {
  const root = clone()
  writeFileSync(join(root, 'fail'), '')
  const { status, stdout, stderr } = run(root, ['scripts/say.ts'])
  assert.deepEqual([status, stdout], [1, ''])
  assert.match(stderr, /npm ci did not succeed.*Nothing was started\.\n$/)
  assert.doesNotMatch(stderr, /\n {4}at /)
})

test('the exit code is that of the script, and of the signal that ended it', onlyPosix, () => {
  const root = clone(
    'process.exitCode = Number(process.argv[2]); if (process.argv[3]) process.kill(process.pid, process.argv[3])\nawait new Promise((done) => setTimeout(done, process.argv[3] ? 5000 : 0))',
  )
  for (const code of [0, 3, 4]) assert.equal(run(root, ['scripts/say.ts', String(code)]).status, code)
  assert.equal(run(root, ['scripts/say.ts', '0', 'SIGKILL']).status, 137)
  assert.equal(run(root, ['scripts/nothing.ts']).status, 1)
  assert.equal(run(root, []).status, 2)
})

const server = `process.on('SIGTERM', () => { console.log('closing'); process.exit(7) })
setInterval(() => {}, 1000); console.log('ready ' + process.pid)`

async function started(root: string): Promise<{ child: ChildProcess; pid: number; output: () => string }> {
  const child = spawn(process.execPath, [join(root, 'bin/run.mjs'), 'scripts/say.ts'], {
    env: environment(root),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout!.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  while (!text.includes('ready')) await once(child.stdout!, 'data')
  return { child, pid: Number(/ready (\d+)/.exec(text)?.[1]), output: () => text }
}

test(
  'a signal to the one that handed over reaches the script, which ends in its own way',
  onlyPosix,
  async () => {
    const { child, pid, output } = await started(clone(server))
    assert.notEqual(pid, child.pid)
    child.kill('SIGTERM')
    const [code] = await once(child, 'close')
    assert.equal(code, 7)
    assert.match(output(), /closing/)
  },
)

test(
  'when the one that handed over is killed the script is no orphan: it closes in good order',
  onlyPosix,
  async () => {
    const { child, output } = await started(clone(server))
    child.kill('SIGKILL')
    await once(child, 'close')
    assert.match(output(), /closing/)
  },
)

const older = [
  '/usr/bin/node',
  '/usr/local/bin/node',
  ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node')),
].find((node) => {
  const version = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout : ''
  return /^v(18|20|22)\./.test(version)
})

test('on an older Node without the packaged one the refusal says what to do', {
  skip: older === undefined ? 'there is no Node 18, 20 or 22 on this machine' : onlyPosix.skip,
}, () => {
  const { status, stderr } = run(clone(), ['scripts/say.ts'], older)
  assert.equal(status, 1)
  assert.match(stderr, /Node 24/)
  assert.doesNotMatch(stderr, /\n {4}at /)
})

test('this clone hands over to the Node of its lock file, whichever Node began', () => {
  const script = join(import.meta.dirname, '../bin/run.mjs')
  const { stderr, status } = spawnSync(
    older ?? process.execPath,
    [script, 'scripts/test.ts', 'no/such/folder'],
    { encoding: 'utf8' },
  )
  assert.match(stderr, /No test file was found/)
  assert.equal(status, 1)
})
