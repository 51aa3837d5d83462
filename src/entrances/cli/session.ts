import { resolve } from 'node:path'
import { type Database, openDatabase } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { recordRefusal } from '../../trust/audit/index.ts'
import { getActorByAccount, type OrganizationTables, operatorActor } from '../../trust/organizations/index.ts'
import type { Language } from '../refusal-in-words.ts'
import { type Arguments, option, type Session } from './command.ts'
import { progressBar } from './progress-bar.ts'

/** Opens nothing yet: the store starts, or is joined, when a command first asks for it. */
export function openSession(
  given: Arguments,
  language: Language,
  createsData: boolean,
): Session & { close: () => Promise<void>; endProgress: () => void } {
  const dataFolder = resolve(option(given, 'data') ?? process.env.SANXIN_DATA ?? 'data')
  const bar = progressBar({ always: false })
  let opened: Promise<Database> | undefined
  let acting: Promise<Actor> | undefined
  const database = () => {
    opened ??= openDatabase({
      dataFolder,
      url: process.env.DATABASE_URL,
      dataFolderMissing: createsData ? 'create' : 'require',
    })
    return opened
  }
  const actor = () => {
    acting ??= actorFor(database, option(given, 'as'))
    return acting
  }
  return {
    language,
    dataFolder,
    progress: bar,
    database,
    actor,
    say: (words) => words[language],
    work: async <Tables, Result>(verb: (work: UnitOfWork<Tables>) => Promise<Result>) => {
      const store = await database()
      return runWork(store, await actor(), verb, { onRefusal: recordRefusal(store) })
    },
    endProgress: bar.end,
    close: async () => {
      const store = await opened?.catch(() => undefined)
      await store?.close()
    },
  }
}

async function actorFor(database: () => Promise<Database>, account: string | undefined): Promise<Actor> {
  if (account === undefined) return operatorActor()
  const store = await database()
  return runWork(store, operatorActor(), (work: UnitOfWork<OrganizationTables>) =>
    getActorByAccount(work, account),
  )
}
