import type { Progress } from '../../foundation/progress.ts'
import { displayWidth } from './table.ts'

const shownAfterMs = 1000
const redrawEveryMs = 80
const barWidth = 28

/**
 * Draws a bar a stage on stderr. On a terminal the bar is redrawn in place and its stage stays as a line when
 * the next begins; elsewhere one line a finished stage, if `always`. A command that takes under a second shows nothing.
 */
export function progressBar(options: {
  always: boolean
  stream?: NodeJS.WriteStream
}): Progress & { end: () => void } {
  const stream = options.stream ?? process.stderr
  const began = Date.now()
  let stage: { name: string; began: number; done: number; total: number | undefined } | undefined
  let drawn = 0
  const visible = () => options.always || (stream.isTTY && Date.now() - began > shownAfterMs)
  const finish = () => {
    if (stage === undefined || !visible()) return
    const seconds = ((Date.now() - stage.began) / 1000).toFixed(1)
    stream.write(`${stream.isTTY ? '\r\x1b[2K' : ''}✓ ${stage.name} ${count(stage.done)} · ${seconds} s\n`)
  }
  const progress = (step: { stage: string; done: number; total?: number }) => {
    if (step.stage !== stage?.name) {
      finish()
      stage = { name: step.stage, began: Date.now(), done: 0, total: undefined }
      drawn = 0
    }
    stage.done = step.done
    stage.total = step.total
    if (!stream.isTTY || !visible() || Date.now() - drawn < redrawEveryMs) return
    drawn = Date.now()
    stream.write(`\r\x1b[2K${bar(stage)}`)
  }
  return Object.assign(progress, {
    end: () => {
      finish()
      stage = undefined
    },
  })
}

function bar(stage: { name: string; began: number; done: number; total: number | undefined }): string {
  const padding = ' '.repeat(Math.max(0, 22 - displayWidth(stage.name)))
  if (!stage.total) return `  ${stage.name}${padding} ${count(stage.done)}`
  const share = Math.min(1, stage.done / stage.total)
  const full = Math.round(share * barWidth)
  const left = share > 0.02 ? ((Date.now() - stage.began) / 1000) * (1 / share - 1) : undefined
  const rest = left === undefined ? '' : ` · ${left.toFixed(0)} s`
  return `  ${stage.name}${padding} ${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${Math.floor(share * 100)} %${rest}`
}

function count(done: number): string {
  return done > 1 ? done.toLocaleString('en-US') : ''
}
