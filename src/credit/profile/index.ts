/**
 * Profile: one page on an enterprise, put together from the rooms below: sections of panels, what changed, what is
 * missing, tags with their reasons, a timeline, a comparison, what would improve a score; as the reader's stage sees
 * it and as far as consents reach. It computes no indicator and no score of its own. What it keeps of the lake, a
 * dossier an enterprise, can be rebuilt at any time.
 * Invariant: every panel has its source and date, or one of the states that say why it is empty; a stored dossier and
 * the lake give the same page.
 */
export { Profile } from './contract.ts'
export { findDossierDebt } from './dossier/find-debt.ts'
export { type DossiersRefreshed, refreshDossiers } from './dossier/refresh-dossiers.ts'
export { profileEndpoints } from './endpoints.ts'
export { readProfile } from './read-profile.ts'
export { readProfileSection } from './read-section.ts'
export type { ProfileTables } from './tables.ts'
