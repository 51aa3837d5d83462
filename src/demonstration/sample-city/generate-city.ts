import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { isDiskFull } from '../../foundation/bulk.ts'
import { type Month, monthIndex, monthOfIndex } from '../../foundation/month.ts'
import type { Progress } from '../../foundation/progress.ts'
import { refuse as refuseStore } from '../../foundation/store-refusals.ts'
import { firstDayOf } from './calendar.ts'
import { type City, openCity } from './city.ts'
import { refuse } from './contract.ts'
import { describeHabits } from './delivery/habits.ts'
import type { Format } from './delivery/table.ts'
import { type CityRecordType, cityRecordTypes } from './emit.ts'
import { explainCity } from './explain-city.ts'
import { faultyFile } from './faulty-file.ts'
import type { CityManifest, FeaturedEnterprise, PlantedHabit } from './manifest.ts'
import { shareOut, type Used } from './share-out.ts'
import { type CityPlan, spanOf } from './span.ts'
import { stories } from './story.ts'
import { truthOf } from './truth-summary.ts'

export interface CityWish extends CityPlan {
  folder: string
  format: Format
  /** Only what became known in this month, or before the first one; into a folder of that name. */
  known?: Month | 'before' | undefined
  recordTypes?: readonly CityRecordType[] | undefined
  /** Leaves out what departments do to their rows on the way. */
  clean?: boolean | undefined
  workers?: number | undefined
  progress?: Progress | undefined
}

export interface GeneratedCity {
  manifest: CityManifest
  /** Where it lies. */
  folder: string
  /** SHA-256 of the manifest, which has the digest of every other file. */
  digest: string
  cpuSeconds: number
  /** Of all processes together. */
  peakMemoryBytes: number
}

/**
 * Writes a city into a folder, in blocks of firms that workers share. The same plan gives the same bytes with any
 * number of workers. The folder appears when all of it is written, and not before.
 */
export async function generateCity(wish: CityWish): Promise<GeneratedCity> {
  const known = knownDays(wish)
  const folder = resolve(wish.known === undefined ? wish.folder : join(wish.folder, wish.known))
  const aside = prepare(folder)
  try {
    const { format, clean = false, recordTypes = cityRecordTypes } = wish
    const used = await shareOut({
      plan: planOf(wish),
      writing: { folder: aside, format, clean, known, recordTypes },
      workers: wish.workers ?? availableParallelism(),
      progress: wish.progress,
    })
    const manifest = manifestOf(wish, used)
    if (manifest.known === 'all') manifest.byHand = putByHand(aside, openCity(planOf(wish)))
    manifest.readme = put(aside, 'README.md', explainCity(manifest))
    const { digest } = put(aside, 'manifest.json', `${JSON.stringify(manifest, null, 1)}\n`)
    renameSync(aside, folder)
    const { cpuSeconds, peakMemoryBytes } = used
    return { manifest, folder, digest, cpuSeconds, peakMemoryBytes }
  } catch (error) {
    takeAway(aside)
    if (isDiskFull(error)) refuseStore('disk-full', { folder })
    throw error
  }
}

/** An empty folder beside the one that is wanted, under a name that says what it is and whose. */
function prepare(folder: string): string {
  const aside = `${folder}${unfinished}${process.pid}`
  try {
    if (holdsAnything(folder)) refuse('city-folder-not-empty', { folder })
    sweep(folder)
    mkdirSync(aside, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
      refuse('city-folder-not-writable', { folder })
    throw error
  }
  return aside
}

const unfinished = '.incomplete-'

/** Takes away what runs that were killed have left here; a run that is still going on keeps its own. */
function sweep(folder: string): void {
  const parent = dirname(folder)
  if (!existsSync(parent)) return
  const prefix = `${basename(folder)}${unfinished}`
  for (const name of readdirSync(parent)) {
    const id = Number(name.slice(prefix.length))
    if (!name.startsWith(prefix) || !Number.isInteger(id)) continue
    if (!isRunning(id)) takeAway(join(parent, name))
  }
}

/** A worker of a killed run may still write its last rows: what cannot be taken away now is so by the next run. */
function takeAway(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false
  try {
    return process.kill(id, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** An empty folder is taken away: the finished one takes its place. */
function holdsAnything(folder: string): boolean {
  try {
    if (readdirSync(folder).length > 0) return true
    rmdirSync(folder)
    return false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

function planOf({ enterprises, seed, lastMonth, months }: CityPlan): CityPlan {
  return { enterprises, seed, lastMonth, months }
}

/** From the first day to the last on which a row became known, if it is to be written. */
function knownDays(wish: CityWish): { from: number; to: number } {
  const { firstMonth, lastMonth } = spanOf(wish)
  const first = firstDayOf(monthIndex(firstMonth))
  if (wish.known === undefined)
    return { from: Number.MIN_SAFE_INTEGER, to: firstDayOf(monthIndex(lastMonth) + 1) - 1 }
  if (wish.known === 'before') return { from: Number.MIN_SAFE_INTEGER, to: first - 1 }
  if (wish.known < firstMonth || wish.known > lastMonth)
    refuse('city-month-outside', { month: wish.known, firstMonth, lastMonth })
  const month = monthIndex(wish.known)
  return { from: firstDayOf(month), to: firstDayOf(month + 1) - 1 }
}

function manifestOf(wish: CityWish, { files, planted, counted }: Used): CityManifest {
  const city = openCity(planOf(wish))
  const { firstMonth, lastMonth } = city.span
  const clean = wish.clean ?? false
  return {
    generator: 'sanxin city',
    license: 'CC0-1.0',
    seed: wish.seed,
    enterprises: wish.enterprises,
    months: wish.months,
    firstMonth,
    lastMonth,
    known: wish.known ?? 'all',
    format: wish.format,
    clean,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
    byHand: null,
    readme: { file: '', bytes: 0, digest: '' },
    featured: featuredOf(city),
    habits: clean ? [] : habitsOf(city, planted),
    truth: truthOf(counted),
  }
}

function featuredOf(city: City): FeaturedEnterprise[] {
  return stories.slice(0, city.count).map(({ role, zh, en }, number) => {
    const { uscc, name } = city.firm(number)
    return { role, uscc, name, zh, en }
  })
}

function habitsOf(city: City, planted: Used['planted']): PlantedHabit[] {
  return describeHabits(city.span).map(({ habit: { id, recordType, zh, en }, month }) => ({
    id,
    recordType,
    month: month === null ? null : monthOfIndex(month),
    rows: planted[id] ?? 0,
    zh,
    en,
  }))
}

function putByHand(folder: string, city: City): CityManifest['byHand'] {
  mkdirSync(join(folder, 'by-hand'))
  const { bytes, faults } = faultyFile(city)
  return { recordType: 'vat-invoice', ...put(folder, 'by-hand/vat-invoice.csv', bytes), faults }
}

function put(folder: string, file: string, content: string | Uint8Array): CityManifest['readme'] {
  const bytes = Buffer.from(content)
  writeFileSync(join(folder, file), bytes)
  return { file, bytes: bytes.length, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` }
}
