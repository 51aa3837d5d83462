import { setImmediate } from 'node:timers/promises'
import { openCity } from './city.ts'
import { BlockWriter, type CityFile, type Writing } from './delivery/block-writer.ts'
import { HabitsOfDelivery, type Planted } from './delivery/habits.ts'
import { emitFirm } from './emit-firm.ts'
import { observationsOf } from './observe.ts'
import type { CityPlan } from './span.ts'
import { type Counted, count, nothingCounted } from './truth-summary.ts'

/** The share of one worker. */
export interface Share {
  plan: CityPlan
  writing: Writing
  blockSize: number
  blocks: number[]
}

export interface Written {
  /** Files of each block, in the order of the share's blocks. */
  files: CityFile[][]
  planted: Planted
  counted: Counted
}

const reportEvery = 32

/** Writes the blocks of one worker, firm by firm; nothing is kept from one block to the next but counts. */
export async function writeBlocks(share: Share, report: (firms: number) => void): Promise<Written> {
  const { plan, writing, blockSize, blocks } = share
  const city = openCity(plan)
  const writer = new BlockWriter(writing)
  const habits = new HabitsOfDelivery(city.key, city.span, writer.take)
  const emit = writing.clean ? writer.take : habits.emit
  const written: Written = { files: [], planted: habits.planted, counted: nothingCounted() }
  let firms = 0
  for (const block of blocks) {
    writer.begin(block)
    const last = Math.min(plan.enterprises, (block + 1) * blockSize)
    for (let number = block * blockSize; number < last; number++) {
      const firm = city.firm(number)
      habits.begin(firm)
      emitFirm(city, firm, emit)
      count(written.counted, observationsOf(city, firm))
      if (++firms % reportEvery !== 0) continue
      report(firms)
      // Who wanted the city may be gone: this process hears of it only between two steps.
      await setImmediate()
    }
    written.files.push(writer.end())
  }
  return written
}
