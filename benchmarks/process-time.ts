import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU seconds (user and system) that a process and all below it have taken, its finished children included; Linux only. */
export function cpuSecondsOfTree(pid: number): number {
  const children = new Map<number, number[]>()
  const ticks = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = readStat(Number(entry))
    if (stat === undefined) continue
    ticks.set(Number(entry), stat.ticks)
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(entry)])
  }
  const below = (of: number): number =>
    (ticks.get(of) ?? 0) + (children.get(of) ?? []).reduce((sum, child) => sum + below(child), 0)
  return below(pid) / ticksPerSecond
}

/** proc(5): fields 14 to 17 are utime, stime and those of waited-for children; the name may hold spaces and brackets. */
function readStat(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return {
      parent: Number(fields[1]),
      ticks: [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place]), 0),
    }
  } catch {
    return undefined
  }
}

/** The processes whose command line holds a text: a PostgreSQL server by its data folder. */
export function findProcesses(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(text)
      } catch {
        return false
      }
    })
}
