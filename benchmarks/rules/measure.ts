const rounds = 7
const roundMicroseconds = 300_000

/**
 * CPU µs of the whole process (garbage collection and compilation included) an evaluation: warmed up, then
 * the median of seven rounds, each through all inputs in turn for at least 0.3 s.
 */
export function cpuMicroseconds<Input>(inputs: readonly Input[], evaluate: (input: Input) => void): number {
  const round = (least: number): number => {
    const started = process.cpuUsage()
    let evaluations = 0
    for (;;) {
      for (const input of inputs) evaluate(input)
      evaluations += inputs.length
      const used = process.cpuUsage(started)
      if (used.user + used.system >= least) return (used.user + used.system) / evaluations
    }
  }
  round(4 * roundMicroseconds)
  return median(Array.from({ length: rounds }, () => round(roundMicroseconds)))
}

/** The same for an engine that answers with a promise. */
export async function cpuMicrosecondsAsync<Input>(
  inputs: readonly Input[],
  evaluate: (input: Input) => Promise<unknown>,
): Promise<number> {
  const round = async (): Promise<number> => {
    const started = process.cpuUsage()
    for (const input of inputs) await evaluate(input)
    const used = process.cpuUsage(started)
    return (used.user + used.system) / inputs.length
  }
  await round()
  const figures: number[] = []
  for (let index = 0; index < 3; index++) figures.push(await round())
  return median(figures)
}

function median(figures: number[]): number {
  return figures.sort((left, right) => left - right)[Math.floor(figures.length / 2)]!
}
