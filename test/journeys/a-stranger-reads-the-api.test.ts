import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

/** schemathesis (PyPI) knows nothing of us but /openapi.json: it makes up requests from it and judges the answers. */
const installed = join(tmpdir(), 'sanxin-python', 'bin', 'schemathesis')
const program = existsSync(installed) ? installed : 'schemathesis'
const missing = spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0
const skip = missing ? 'schemathesis is not installed: pip install schemathesis' : false

let platform: Platform
before(async () => {
  if (!missing) platform = await startTestPlatform({ enterprises: 60 })
})
after(() => platform?.close())

const operations = (document: { paths: Record<string, object> }) =>
  Object.values(document.paths).flatMap(Object.keys)

test('the OpenAPI document describes every operation, and answers are as it says', {
  skip,
  timeout: 240_000,
}, async () => {
  const document = (await (await fetch(`${platform.address}/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, object>
  }
  assert.match(document.openapi, /^3\.1/)
  assert.ok(operations(document).length >= 25)

  const manager = await signedIn(platform, 'risk.yongcheng')
  const permissions = [
    'enterprise:search',
    'enterprise:read',
    'score:read',
    'decision:make',
    'decision:read',
    'product:read',
  ]
  const { body } = await manager.post('/v1/api-keys', { label: 'stranger', permissions, days: 1 })
  const { code, printed } = await judge(['--header', `Authorization: Bearer ${body.secret}`])
  assert.equal(code, 0, printed.slice(-6000))
})

function judge(more: string[]): Promise<{ code: number | null; printed: string }> {
  const checks = 'not_a_server_error,content_type_conformance,response_schema_conformance'
  const child = spawn(
    program,
    [
      ...['run', `${platform.address}/openapi.json`, '--checks', checks, '--phases', 'coverage,fuzzing'],
      ...[
        '--max-examples',
        '6',
        '--max-time',
        '60',
        '--seed',
        '7',
        '--exclude-path',
        '/v1/sessions',
        ...more,
      ],
    ],
    // It leaves notes of its own where it runs.
    { cwd: platform.database.dataFolder },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      printed += part.toString()
    })
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, printed })))
}
