import { Refusal } from '../../../foundation/refusal.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type AuditTables, readEvidence, sequenceLog, verifyLog } from '../../../trust/audit/index.ts'
import type { Command } from '../command.ts'
import { sheet } from '../table.ts'

export const verify: Command = {
  name: 'verify',
  usage: '',
  summary: {
    zh: '校验审计日志：条目、默克尔树与签名',
    en: 'Verify the audit log: entries, Merkle tree and signatures',
  },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    // What this machine's commands did without a server running has no place yet.
    await sequenceLog(await session.database()).catch(onlyDamage)
    const evidence = readEvidence(session.dataFolder)
    const result = await session.work((work: UnitOfWork<AuditTables>) => verifyLog(work, evidence))
    const verdict = result.valid
      ? session.say({ zh: '✓ 审计日志完整', en: '✓ the audit log is intact' })
      : session.say({ zh: '✗ 审计日志被改动', en: '✗ the audit log was changed' })
    const text = `${verdict}\n\n${sheet(Object.entries(result).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]))}`
    return result.valid ? { json: result, text } : { json: result, text, exitCode: 4 }
  },
}

/** Nothing is built on a damaged tree; the verification goes on to say what the damage is. */
function onlyDamage(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'audit-tree-damaged') throw error
}
