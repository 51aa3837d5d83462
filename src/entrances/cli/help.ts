import type { Language } from '../refusal-in-words.ts'
import type { Command } from './command.ts'
import { registry } from './registry.ts'
import { displayWidth } from './table.ts'

const everyOptionLines: { flag: string; zh: string; en: string }[] = [
  { flag: '--json', zh: '标准输出上恰好一个 JSON 对象', en: 'exactly one JSON object on stdout' },
  {
    flag: '--data DIR',
    zh: '数据文件夹（默认 ./data 或 $SANXIN_DATA；DATABASE_URL 另指 PostgreSQL）',
    en: 'the data folder (default ./data or $SANXIN_DATA; DATABASE_URL names another PostgreSQL)',
  },
  {
    flag: '--as ACCOUNT',
    zh: '以该账号的角色与授权执行（默认为本机运营方，同样留痕）',
    en: 'act as that account, by its role and consents (default: the local operator, logged as well)',
  },
  { flag: '--lang zh|en', zh: '语言（默认按系统区域设置）', en: 'language (default: by the locale)' },
  { flag: '--help', zh: '本帮助', en: 'this help' },
]

export function usageOf(command: Command, language: Language): string {
  const lines = everyOptionLines.map(({ flag, ...words }) => `  ${flag.padEnd(16)}${words[language]}`)
  const title = language === 'zh' ? '所有命令都有的选项' : 'Options of every command'
  return `sanxin ${command.name} ${command.usage}\n\n${command.summary[language]}\n\n${title}\n${lines.join('\n')}`
}

export async function generalHelp(language: Language): Promise<string> {
  const commands = await Promise.all(Object.values(registry).map((load) => load()))
  const calls = commands.map((command) => `${command.name} ${command.usage}`.trim())
  const width = Math.min(46, Math.max(...calls.map(displayWidth)))
  const lines = commands.map((command, place) => {
    const call = calls[place]!
    const gap =
      displayWidth(call) > width ? `\n  ${' '.repeat(width)}` : ' '.repeat(width - displayWidth(call))
    return `  ${call}${gap}  ${command.summary[language]}`
  })
  const title =
    language === 'zh'
      ? '三信：信息变成信用，信用变成信贷'
      : 'Sanxin: information into credit, credit into lending'
  const options = everyOptionLines.map(({ flag, ...words }) => `  ${flag.padEnd(16)}${words[language]}`)
  const footer =
    language === 'zh'
      ? '退出码：0 有结果 · 1 程序故障 · 2 用法不对 · 3 被拒绝 · 4 校验未通过'
      : 'Exit codes: 0 an answer · 1 a bug of ours · 2 wrong usage · 3 refused · 4 verification failed'
  return `${title}\n\nsanxin <command> …\n\n${lines.join('\n')}\n\n${options.join('\n')}\n\n${footer}`
}
