import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import {
  Authorization,
  covers,
  coversRecordType,
  isGenuine,
  mintAuthorization,
  requireCovers,
  type Scope,
} from './authorization.ts'
import * as face from './index.ts'

const scope: Scope = {
  enterprise: 'firm',
  purpose: 'pre-loan-review',
  fieldGroups: ['invoices', 'tax'],
  publicTypes: ['penalty'],
  basis: 'consent',
  consents: ['grant'],
  account: 'officer',
  organization: 'bank',
  mintedAt: instant('2026-11-22T00:00:00Z'),
}

const invoice = { id: 'vat-invoice', fieldGroup: 'invoices' }
const tax = { id: 'tax-payment', fieldGroup: 'tax' }
const loan = { id: 'loan', fieldGroup: 'loans' }
const penalty = { id: 'penalty', fieldGroup: 'compliance' }

test('a genuine authorization covers its own enterprise and field groups alone', () => {
  const authorization = mintAuthorization(scope)
  assert(covers(authorization, 'firm', 'tax'))
  assert(!covers(authorization, 'firm', 'loans'))
  assert(!covers(authorization, 'another firm', 'tax'))
  assert(!covers(authorization, '*', 'tax'))
  requireCovers(authorization, 'firm', invoice)
  assert.throws(() => requireCovers(authorization, 'firm', loan), {
    code: 'consent-not-covered',
    where: { enterprise: 'firm', purpose: 'pre-loan-review', missing: ['loans'] },
  })
  assert(coversRecordType(authorization, 'firm', penalty), 'what is public by its record type')
  assert(!covers(authorization, 'firm', 'compliance'), 'and not its group')
  assert(!coversRecordType(authorization, 'firm', { ...penalty, id: 'case' }))
  assert(!coversRecordType(authorization, 'another firm', penalty))
  const bulk = mintAuthorization({ ...scope, enterprise: '*' })
  assert(covers(bulk, 'any firm', 'tax') && !covers(bulk, 'any firm', 'loans'))
})

test('nothing else passes for one', () => {
  const genuine = mintAuthorization(scope)
  const forgeries: [string, unknown][] = [
    ['an object of the same shape', { scope }],
    ['a cast prototype', Object.create(Authorization.prototype)],
    ['an object with the prototype set', Object.setPrototypeOf({ scope }, Authorization.prototype)],
    ['an inheriting object', Object.create(genuine)],
    ['a proxy', new Proxy(genuine, {})],
    ['a structured clone', structuredClone(genuine)],
    ['a revived copy', JSON.parse(JSON.stringify(genuine))],
    ['a spread copy', { ...genuine }],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'Authorization'],
  ]
  for (const [name, forged] of forgeries) {
    assert.equal(isGenuine(forged), false, name)
    assert.equal(covers(forged as Authorization, 'firm', 'tax'), false, name)
    assert.equal(coversRecordType(forged as Authorization, 'firm', penalty), false, name)
    assert.throws(() => requireCovers(forged as Authorization, 'firm', tax), { code: 'ERR_ASSERTION' }, name)
  }
})

test('who holds one can neither widen it nor make another from it', () => {
  const genuine = mintAuthorization(scope)
  const Found = genuine.constructor as new (key: unknown, scope: Scope) => Authorization
  for (const key of [undefined, Symbol('mint'), Symbol.for('mint'), {}])
    assert.throws(() => new Found(key, { ...scope, enterprise: '*' }), { code: 'ERR_ASSERTION' })
  class Wider extends (Found as unknown as typeof Authorization) {
    constructor() {
      super(Symbol('mint'), { ...scope, enterprise: '*' })
    }
  }
  assert.throws(() => new Wider())
  const loose = genuine as unknown as Record<string, unknown> & {
    scope: { enterprise: string; fieldGroups: string[]; publicTypes: string[] }
  }
  assert.throws(() => Object.defineProperty(loose, 'scope', { value: { ...scope, enterprise: '*' } }))
  assert.throws(() => {
    loose.scope.enterprise = '*'
  })
  assert.throws(() => loose.scope.fieldGroups.push('loans'))
  assert.throws(() => loose.scope.publicTypes.push('loan'))
  assert.throws(() => Object.defineProperty(Authorization.prototype, 'scope', { get: () => scope }))
  assert.throws(() => Object.assign(Authorization, { isGenuine: () => true }))
  assert(covers(genuine, 'firm', 'tax') && !covers(genuine, 'firm', 'loans'))
})

test('what was handed in for minting cannot be changed afterwards', () => {
  const groups: Scope['fieldGroups'][number][] = ['tax']
  const authorization = mintAuthorization({ ...scope, fieldGroups: groups })
  groups.push('loans')
  assert(!covers(authorization, 'firm', 'loans'))
})

test('the face of the room shows neither the class nor the mint', () => {
  for (const name of ['Authorization', 'mintAuthorization', 'mint']) assert(!(name in face), name)
  assert('requireAuthorization' in face)
})
