import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { identifiers, newIdentifier } from './identifier.ts'

// RFC 9562, appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F; here the counter begins at 0.
test('the layout is that of RFC 9562', () => {
  const next = identifiers(
    () => 0x017f22e279b0,
    () => Buffer.from('18c4dc0c0c07398f', 'hex'),
  )
  assert.equal(next(), '017f22e2-79b0-7000-98c4-dc0c0c07398f')
  assert.equal(next(), '017f22e2-79b0-7001-98c4-dc0c0c07398f')
})

test('identifiers of one process sort in the order in which they were made, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_020 }), { minLength: 2 }),
      (times) => {
        const clock = times[Symbol.iterator]()
        const next = identifiers(() => clock.next().value!)
        const made = times.map(() => next())
        assert.deepEqual(made.toSorted(), made)
        assert.equal(new Set(made).size, made.length)
      },
    ),
  )
})

test('more than 4096 in one millisecond still sort and differ', () => {
  const next = identifiers(() => 1_600_000_000_000)
  const made = Array.from({ length: 10_000 }, next)
  assert.deepEqual(made.toSorted(), made)
  assert.equal(new Set(made).size, made.length)
})

test('the time can be read back', () => {
  const before = Date.now()
  const time = Number.parseInt(newIdentifier().replace('-', '').slice(0, 12), 16)
  assert.ok(time >= before && time <= Date.now() + 1)
})
