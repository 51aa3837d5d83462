import { dayAt } from '../../foundation/business-calendar.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import type { Severity, Thresholds, Verdict } from './contract.ts'
import { businessDay } from './due-date.ts'
import { severest } from './finding.ts'
import type { StoredLine } from './store.ts'
import { type CaseTables, insertCase, insertEntry, type StoredCase } from './store-cases.ts'

type Work = UnitOfWork<CaseTables & AuditTables>

/** One case for one delivery, however much is wrong with it. */
export async function raiseCase(
  work: Work,
  what: { line: StoredLine; thresholds: Thresholds; batch: string; verdict: Verdict },
): Promise<void> {
  const { verdict, batch } = what
  const held = verdict.action === 'hold'
  const severity = held ? 'hold' : severest(verdict.findings)
  const first = verdict.findings.find((finding) => finding.severity === severity) ?? verdict.findings[0]
  const more = verdict.findings.length - 1
  await openCase(work, what, severity, {
    kind: 'delivery-broken',
    batch,
    missedOn: null,
    titleZh: `${held ? '待放行：' : ''}${first?.zh ?? '首次交付，请核对后放行。'}${more > 0 ? `（另有 ${more} 项）` : ''}`,
    titleEn: `${held ? 'Held: ' : ''}${first?.en ?? 'a first delivery: look at it and release it.'}${more > 0 ? ` (and ${more} more)` : ''}`,
    findings: verdict.findings,
  })
}

/** One case for one due date that passed. */
export async function raiseMissing(
  work: Work,
  what: { line: StoredLine; thresholds: Thresholds },
): Promise<boolean> {
  const { dueOn, recordType } = what.line
  return openCase(work, what, 'case', {
    kind: 'delivery-missing',
    batch: null,
    missedOn: dueOn,
    titleZh: `${recordType} 应于 ${dueOn} 前交付，至今未到。`,
    titleEn: `${recordType} was due on ${dueOn} and has not come.`,
    findings: [],
  })
}

async function openCase(
  work: Work,
  { line, thresholds }: { line: StoredLine; thresholds: Thresholds },
  severity: Severity,
  about: Pick<StoredCase, 'kind' | 'batch' | 'missedOn' | 'titleZh' | 'titleEn' | 'findings'>,
): Promise<boolean> {
  const { recordType, source, organization, owner } = line
  const { holdBusinessDays, caseBusinessDays } = thresholds.answer
  const days = severity === 'hold' ? holdBusinessDays : caseBusinessDays
  const id = work.newId()
  const opened = await insertCase(work.db, {
    ...about,
    id,
    state: 'open',
    severity,
    recordType,
    source,
    organization,
    owner,
    openedAt: work.now,
    dueOn: businessDay(dayAt(work.now), days),
    closedAt: null,
  })
  if (!opened) return false
  const { account, organization: acting } = work.actor
  await insertEntry(work.db, {
    id: work.newId(),
    qualityCase: id,
    at: work.now,
    account,
    organization: acting,
    act: 'open',
    state: 'open',
    comment: null,
  })
  const { kind, batch, missedOn, findings } = about
  const detail = {
    kind,
    severity,
    recordType,
    source,
    batch,
    missedOn,
    findings: findings.map(({ code }) => code),
  }
  await append(work, { kind: 'quality-case-opened', subject: id, detail })
  return true
}
