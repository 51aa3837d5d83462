import { digestOf } from '../../foundation/canonical-json.ts'
import { type Instant, inShanghai, instant } from '../../foundation/instant.ts'
import { type Channel, type CreateChannel, refuse } from './contract.ts'
import type { RunSummary, StoredChannel } from './store.ts'

/** Where a channel reads: for a folder its place below the data folder, for a pull server and database. */
export function placeOf(wish: CreateChannel): string {
  if (wish.kind === 'watched-folder') {
    if (wish.pull !== undefined || wish.connection !== undefined)
      refuse('channel-definition-invalid', { kind: wish.kind })
    return `inbox/${wish.source}/${wish.recordType}`
  }
  if (wish.pull === undefined || wish.connection === undefined)
    return refuse('channel-definition-invalid', { kind: wish.kind })
  return shownConnection(wish.connection)
}

/** Server, port and database of a connection string; neither account nor password. */
export function shownConnection(connection: string): string {
  // A host may be empty when a parameter names the folder of a socket: URL does not know such an address.
  const parts = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)(\/[^?#]*)?(?:\?(.*))?$/.exec(connection)
  if (parts === null) return refuse('channel-connection-invalid')
  const parameters = new URLSearchParams(parts[3] ?? '')
  const host = parts[1] || parameters.get('host') || 'localhost'
  return `postgresql://${host}${parts[2] ?? '/'}`
}

/** When a pull runs next: a whole cycle after its last start, at once when it is new or could not take everything. */
export function nextRunAt(startedAt: Instant, everyMinutes: number, more: boolean): Instant {
  return more ? startedAt : instant(new Date(Date.parse(startedAt) + everyMinutes * 60_000))
}

/** What a query is called in names of files and in the log: its text may be long, its digest is not. */
export function queryName(query: string): string {
  return digestOf({ query }).replace('sha256:', '').slice(0, 12)
}

export function shownChannel(channel: StoredChannel, summary: RunSummary | undefined): Channel {
  const { place, ...definition } = channel.definition as { place: string }
  const shown = (at: Instant | null | undefined) => (at ? inShanghai(at) : null)
  return {
    id: channel.id,
    kind: channel.kind,
    source: channel.source,
    recordType: channel.recordType,
    definition,
    place,
    state: channel.state,
    createdBy: channel.createdBy,
    createdAt: inShanghai(channel.createdAt),
    nextRunAt: channel.state === 'running' ? shown(channel.nextRunAt) : null,
    lastSuccessAt: shown(summary?.lastSuccessAt),
    lastFailureAt: shown(summary?.lastFailureAt),
    lastFailure: summary?.lastFailure ?? null,
    rowsRead: Number(summary?.rowsRead ?? 0n),
    runs: Number(summary?.runs ?? 0n),
  }
}
