/**
 * Profile: one page on an enterprise, put together from the rooms below: registration, score, months against the
 * industry, notes on what the curves say, loans, and under which consent it was read. It computes no indicator and
 * no score of its own, and keeps nothing.
 * Invariant: every panel has its source and date, or one of five states that say why it is empty.
 */
export { Profile } from './contract.ts'
export { profileEndpoints } from './endpoints.ts'
export { readProfile } from './read-profile.ts'
export type { ProfileTables } from './tables.ts'
