/**
 * Embedded PostgreSQL: a real server of the packaged binaries, in a folder of the data folder, shared by every
 * process that works on that folder. It is not a library inside our process, and it opens no port on Unix.
 * Invariant: while a process is a member, a server runs or is being brought back; the last member stops it.
 */

export { type Connection, type JoinOptions, joinEmbeddedPostgres, type Membership } from './join.ts'
