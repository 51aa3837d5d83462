/**
 * Does a task again and again with a pause between, never twice at once, until stopped; a fault is reported and the
 * next round tries again. Stopping waits for the round that runs.
 */
export function repeat(
  task: () => Promise<unknown>,
  pauseMs: number,
  onError: (error: unknown) => void,
): { stop: () => Promise<void> } {
  let [timer, stopped]: [NodeJS.Timeout | undefined, boolean] = [undefined, false]
  let running: Promise<void> = Promise.resolve()
  const round = () => {
    running = task()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(round, pauseMs)
      })
  }
  round()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
