import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../foundation/refusal.ts'
import { readAnnex } from './read-annex.ts'

test('a file that is no workbook is refused with its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-annex-'))
  const file = join(folder, '附件3.xlsx')
  writeFileSync(file, 'rate,churn\n0.04,0\n')
  await assert.rejects(
    readAnnex(file),
    (error) =>
      error instanceof Refusal && error.code === 'study-annex-unreadable' && error.where.file === file,
  )
  rmSync(folder, { recursive: true })
})
