/** Style sheets are imported for their effect; Vite turns them into files. */
declare module '*.css'

/** Vite gathers the modules that match, at build time. */
interface ImportMeta {
  glob<Module>(patterns: readonly string[], options: { eager: true }): Record<string, Module>
}
