/**
 * Enterprises: who is who. An enterprise is an opaque identifier of ours; codes, names and the local numbers of a
 * source are claims that it is meant. It holds no records (see records) and grants no access (see consent).
 * Invariant: a claim is never changed, only ended, so that a read as of an earlier moment finds what it found then.
 */
export { parseUscc, usccAlphabet, usccCheckCharacter, usccCheckSql, usccFormSql } from './uscc.ts'
