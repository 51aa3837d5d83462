/** Told now and then by work that takes a while; whoever listens decides how to show it. */
export type Progress = (step: { stage: string; done: number; total?: number }) => void

/** For work that nobody watches. */
export const unwatched: Progress = () => {}
