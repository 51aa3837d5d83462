import type { ParseArgsOptionsConfig } from 'node:util'
import type { Database } from '../../foundation/database.ts'
import type { Progress } from '../../foundation/progress.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { Language } from '../refusal-in-words.ts'

/** What a command gives back: one JSON object, the same for people, and an exit code of cli.md other than 0 where a check failed. */
export interface Outcome {
  json: unknown
  text: string
  exitCode?: 4
}

/** What a command may use. The store is opened at the first use, so that a pure command starts no server. */
export interface Session {
  language: Language
  dataFolder: string
  progress: Progress
  database: () => Promise<Database>
  /** Who acts: the local operator, or the account of --as. */
  actor: () => Promise<Actor>
  /** One unit of work as the local operator, or as the account of --as. */
  work: <Tables, Result>(verb: (work: UnitOfWork<Tables>) => Promise<Result>) => Promise<Result>
  /** Words in the reader's language. */
  say: (words: { zh: string; en: string }) => string
}

export interface Arguments {
  positionals: string[]
  options: Record<string, string | boolean | undefined>
}

export interface Command {
  /** One or two words: `search`, `consent grant`. */
  name: string
  /** The line of help: what to type after the name. */
  usage: string
  summary: { zh: string; en: string }
  options?: ParseArgsOptionsConfig
  positionals: { min: number; max: number }
  /** May make a data folder where there is none; any other command refuses a folder that is not there. */
  createsData?: true
  /** The options that must be there. */
  required?: readonly string[]
  /** A command that serves until it is stopped prints by itself and returns nothing. */
  run: (session: Session, given: Arguments) => Promise<Outcome | undefined>
}

/** A wrong call: exit code 2 with a sentence and the usage. */
export class WrongUsage extends Error {}

export function option(given: Arguments, name: string): string | undefined {
  const value = given.options[name]
  return typeof value === 'string' ? value : undefined
}

export function requiredOption(given: Arguments, name: string): string {
  const value = option(given, name)
  if (value === undefined) throw new WrongUsage(`--${name}`)
  return value
}

/** A whole number from an option, within bounds. */
export function wholeNumber(
  given: Arguments,
  name: string,
  bounds: { min: number; max: number },
): number | undefined {
  const text = option(given, name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < bounds.min || value > bounds.max)
    throw new WrongUsage(`--${name} ${bounds.min}…${bounds.max}: ${text}`)
  return value
}
