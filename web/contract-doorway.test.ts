import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as consent from '../src/trust/consent/contract.ts'
import { faceOf } from './contract-doorway.ts'

test('a contract reaches the browser as name, method and path; its schemas do not', () => {
  const face = faceOf(consent)
  assert.match(
    face,
    /export const grantConsentContract = \{"name":"grantConsent","method":"POST","path":"\/v1\/consents"\}/,
  )
  assert.match(face, /export const fieldGroups = \["registration",/)
  assert.match(face, /export const usesPageSizeMax = 200\n/)
  assert.doesNotMatch(face, /maxLength|properties|typebox/i)
})

test('the refusals of a room reach the page that explains them, with what to do', () => {
  const face = faceOf(consent)
  assert.match(face, /refusalCatalogue = .*"consent-revoked":\{.*"todo":\{"zh"/)
})
