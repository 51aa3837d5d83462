import { parseArgs } from 'node:util'
import { Refusal } from '../../foundation/refusal.ts'
import { type Language, refusalInWords } from '../refusal-in-words.ts'
import { type Arguments, type Command, WrongUsage } from './command.ts'
import { generalHelp, usageOf } from './help.ts'
import { findCommand, registry } from './registry.ts'
import { openSession } from './session.ts'

/** Exit codes of cli.md: 0 an answer, 1 a bug of ours, 2 wrong usage, 3 refused, 4 verification failed. */
const exit = { answer: 0, bug: 1, usage: 2, refused: 3 } as const

const everyOption = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  lang: { type: 'string' },
  as: { type: 'string' },
  help: { type: 'boolean' },
} as const

async function main(words: string[]): Promise<number> {
  const language = languageOf(words)
  const found = findCommand(words)
  if (found === undefined) return withoutCommand(words, language)
  const command = await registry[found.name]!()
  let given: Arguments
  try {
    given = readArguments(command, found.rest)
    if (given.options.help) {
      process.stdout.write(`${usageOf(command, language)}\n`)
      return exit.answer
    }
    checkArguments(command, given)
  } catch (error) {
    return wrongUsage(error, command, language)
  }
  return run(command, given, language)
}

async function run(command: Command, given: Arguments, language: Language): Promise<number> {
  const session = openSession(given, language, command.createsData === true)
  try {
    const outcome = await command.run(session, given)
    if (outcome === undefined) return exit.answer
    session.endProgress()
    process.stdout.write(given.options.json ? `${inJson(outcome.json)}\n` : `${outcome.text}\n`)
    return outcome.exitCode ?? exit.answer
  } catch (error) {
    session.endProgress()
    if (error instanceof WrongUsage) return wrongUsage(error, command, language)
    if (error instanceof Refusal) return refused(error, given, language)
    return broken(error, given, language)
  } finally {
    await session.close()
  }
}

function readArguments(command: Command, words: string[]): Arguments {
  const parsed = parseArgs({
    args: joinNegatives(words),
    options: { ...everyOption, ...command.options },
    allowPositionals: true,
    strict: true,
  })
  return { positionals: parsed.positionals, options: parsed.values as Arguments['options'] }
}

/** `--amount -1` means the value -1, which then is refused for what it is; parseArgs takes it for another option. */
function joinNegatives(words: readonly string[]): string[] {
  return words.flatMap((word, place) => {
    const [before, next] = [words[place - 1], words[place + 1]]
    if (/^--[a-z-]+$/.test(word) && next !== undefined && /^-\d/.test(next)) return [`${word}=${next}`]
    return /^-\d/.test(word) && before !== undefined && /^--[a-z-]+$/.test(before) ? [] : [word]
  })
}

function checkArguments(command: Command, given: Arguments): void {
  const { min, max } = command.positionals
  const count = given.positionals.length
  if (count < min || count > max)
    throw new WrongUsage(given.positionals.slice(max).join(' ') || command.usage)
  for (const name of command.required ?? [])
    if (given.options[name] === undefined) throw new WrongUsage(`--${name}`)
  const { lang } = given.options
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') throw new WrongUsage(`--lang ${String(lang)}`)
}

function withoutCommand(words: string[], language: Language): Promise<number> | number {
  const wantsHelp = words.length === 0 || words[0] === 'help' || words.includes('--help')
  if (!wantsHelp) {
    const said = language === 'zh' ? '没有这个命令：' : 'no such command: '
    process.stderr.write(`${said}${words.join(' ')}\n`)
  }
  return generalHelp(language).then((text) => {
    ;(wantsHelp ? process.stdout : process.stderr).write(`${text}\n`)
    return wantsHelp ? exit.answer : exit.usage
  })
}

function wrongUsage(error: unknown, command: Command, language: Language): number {
  const said = language === 'zh' ? '用法不对：' : 'wrong usage: '
  process.stderr.write(
    `${said}${error instanceof Error ? error.message : String(error)}\n\n${usageOf(command, language)}\n`,
  )
  return exit.usage
}

function refused(refusal: Refusal, given: Arguments, language: Language): number {
  const words = refusalInWords(refusal, language)
  if (given.options.json) process.stdout.write(`${inJson({ refusal: words })}\n`)
  else process.stderr.write(`✗ ${words.detail}\n  → ${words.todo}  [${words.code}]\n`)
  return exit.refused
}

/** A bug: one sentence for people; the stack is for who asks for it. */
function broken(error: unknown, given: Arguments, language: Language): number {
  const message = error instanceof Error ? error.message : String(error)
  const sentence =
    language === 'zh' ? '程序出现故障，操作未生效' : 'Something broke on our side; nothing was changed'
  const hint = language === 'zh' ? '设置 SANXIN_DEBUG=1 可看到详情' : 'SANXIN_DEBUG=1 shows the details'
  if (given.options.json) process.stdout.write(`${inJson({ fault: { message } })}\n`)
  process.stderr.write(`✗ ${sentence}: ${message} (${hint})\n`)
  if (process.env.SANXIN_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return exit.bug
}

function inJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? member.toString() : member), 2)
}

/** --lang, else the locale: English where it says so, Chinese otherwise. */
function languageOf(words: readonly string[]): Language {
  const place = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const wanted =
    place < 0 ? undefined : words[place]!.includes('=') ? words[place]!.split('=')[1] : words[place + 1]
  if (wanted === 'zh' || wanted === 'en') return wanted
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return locale.startsWith('en') ? 'en' : 'zh'
}

process.exitCode = await main(process.argv.slice(2))
