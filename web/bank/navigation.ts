import type { Session } from '../../src/trust/organizations/contract.ts'

export type Portal = 'bank' | 'enterprise' | 'government' | 'operator'

export interface Place {
  to:
    | '/app/search'
    | '/app/decisions'
    | '/app/my/credit'
    | '/app/my/timeline'
    | '/app/my/uses'
    | '/app/my/consents'
    | '/app/operations'
    | '/app/operations/upload'
    | '/app/operations/batches'
    | '/app/operations/identity'
    | '/app/quality'
    | '/app/directory'
  text:
    | 'search'
    | 'decisions'
    | 'credit'
    | 'timeline'
    | 'uses'
    | 'consents'
    | 'operations'
    | 'upload'
    | 'batches'
    | 'identity'
    | 'quality'
    | 'directory'
}

export function portalOf(session: Pick<Session, 'role'>): Portal {
  if (session.role === 'enterprise-user') return 'enterprise'
  if (session.role === 'supervisor') return 'government'
  return session.role === 'platform-operator' || session.role.startsWith('agency-') ? 'operator' : 'bank'
}

/** Where the rail leads: only to what the account may do. The server refuses the rest anyway. */
export function placesOf(session: Pick<Session, 'role' | 'permissions'>): Place[] {
  const may = (permission: Session['permissions'][number]) => session.permissions.includes(permission)
  if (portalOf(session) === 'enterprise') {
    return [
      { to: '/app/my/credit', text: 'credit' },
      { to: '/app/my/timeline', text: 'timeline' },
      { to: '/app/my/uses', text: 'uses' },
      { to: '/app/my/consents', text: 'consents' },
    ]
  }
  const places: Place[] = []
  if (portalOf(session) === 'operator') places.push({ to: '/app/operations', text: 'operations' })
  if (may('batch:ingest')) places.push({ to: '/app/operations/upload', text: 'upload' })
  if (may('batch:read')) places.push({ to: '/app/operations/batches', text: 'batches' })
  if (may('identity:review')) places.push({ to: '/app/operations/identity', text: 'identity' })
  if (may('quality:read')) places.push({ to: '/app/quality', text: 'quality' })
  if (may('enterprise:search')) places.push({ to: '/app/search', text: 'search' })
  if (may('decision:read')) places.push({ to: '/app/decisions', text: 'decisions' })
  places.push({ to: '/app/directory', text: 'directory' })
  return places
}

export function homeOf(session: Pick<Session, 'role' | 'permissions'>): Place['to'] {
  return placesOf(session)[0]?.to ?? '/app/search'
}
