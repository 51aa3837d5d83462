import { readFileSync, writeFileSync } from 'node:fs'
import { Check } from 'typebox/value'
import {
  type LineageWork,
  Snapshot,
  snapshotText,
  takeSnapshot,
  verifySnapshot,
} from '../../../information/records/index.ts'
import { type Command, option, requiredOption, WrongUsage } from '../command.ts'

export const snapshot: Command = {
  name: 'snapshot',
  usage: '<identifier> --type T --as-of M [--out FILE]',
  summary: {
    zh: '为一次读取留下快照，日后可核对读到的内容是否相同',
    en: 'Keep a read as a manifest, to show later that it gives the same',
  },
  options: { type: { type: 'string' }, 'as-of': { type: 'string' }, out: { type: 'string' } },
  required: ['type', 'as-of'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const taken = await session.work((work: LineageWork) =>
      takeSnapshot(work, {
        enterprise: given.positionals[0]!,
        recordType: requiredOption(given, 'type'),
        asOf: requiredOption(given, 'as-of'),
      }),
    )
    const out = option(given, 'out')
    if (out !== undefined) writeFileSync(out, `${snapshotText(taken)}\n`)
    const text = session.say({
      zh: `${taken.rows} 行，${taken.files.length} 个文件，截至 ${taken.asOf}\n内容 ${taken.contentDigest}\n快照 ${taken.digest}`,
      en: `${taken.rows} rows of ${taken.files.length} files as of ${taken.asOf}\ncontent  ${taken.contentDigest}\nsnapshot ${taken.digest}`,
    })
    return { json: taken, text: out === undefined ? text : `${text}\n${out}` }
  },
}

const reasons = {
  'manifest-altered': { zh: '快照文件被改动过', en: 'the snapshot itself was altered' },
  erased: { zh: '保留期已过的记录已清除', en: 'rows were erased when their retention ended' },
  'history-loaded': {
    zh: '此后补入了更早获知的历史',
    en: 'history with an earlier known time was loaded since',
  },
  'identity-changed': { zh: '企业的身份标识有变', en: 'the enterprise was given other identifiers' },
  'lake-altered': { zh: '数据湖的文件被改动或损坏', en: 'files of the lake were altered or damaged' },
} as const

export const snapshotVerify: Command = {
  name: 'snapshot verify',
  usage: '<FILE>',
  summary: {
    zh: '按快照重新读取并比对；不一致时退出码为 4',
    en: 'Read again what a snapshot says; exit code 4 where it gives something else',
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const kept = readSnapshot(given.positionals[0]!)
    const verdict = await session.work((work: LineageWork) => verifySnapshot(work, { snapshot: kept }))
    if (verdict.reason === null) {
      const text = session.say({
        zh: `✓ 内容一致（${verdict.rows} 行）`,
        en: `✓ the same content (${verdict.rows} rows)`,
      })
      return { json: verdict, text }
    }
    const why = reasons[verdict.reason][session.language]
    const text = session.say({
      zh: `✗ 内容不一致：${why}（原 ${kept.rows} 行，现 ${verdict.rows} 行）`,
      en: `✗ not the same: ${why} (${kept.rows} rows then, ${verdict.rows} now)`,
    })
    return { json: verdict, text, exitCode: 4 }
  },
}

function readSnapshot(path: string): Snapshot {
  let said: unknown
  try {
    said = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new WrongUsage(`${path}: ${(error as Error).message}`)
  }
  if (!Check(Snapshot, said)) throw new WrongUsage(`${path}: sanxin-snapshot-1`)
  return said
}
