import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { month } from '../../foundation/month.ts'
import { openCity } from './city.ts'
import { registeredName } from './firm-name.ts'
import { composeUscc } from './identifier.ts'
import { customerOf, epochsMax, suppliersOf } from './market.ts'
import { domainOf, invert, permute } from './permutation.ts'
import { normalQuantile, Stream } from './stream.ts'

test('a permutation stays below its bound and comes back by its inverse', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer(),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (bound, key, share) => {
        const domain = domainOf(bound)
        const number = Math.floor(bound * share)
        const image = permute(domain, key, number)
        assert(image >= 0 && image < bound)
        assert.equal(invert(domain, key, image), number)
      },
    ),
  )
})

test('names and codes stay unique far out in a city of ten million', () => {
  for (const start of [0, 4000, 5600, 180_000, 1_000_000, 9_900_000]) {
    const names = new Set<string>()
    const codes = new Set<string>()
    for (let number = start; number < start + 20_000; number++) {
      names.add(registeredName(7, number, '', ''))
      codes.add(composeUscc('450103', number))
    }
    assert.equal(names.size, 20_000)
    assert.equal(codes.size, 20_000)
  }
})

test('a customer finds its suppliers as they find it, also across the city', () => {
  const city = openCity({ enterprises: 2200, seed: 5, lastMonth: month('2026-09'), months: 12 })
  let far = 0
  for (let number = 0; number < 300; number++) {
    const firm = city.firm(number)
    for (const { seller, slot, epoch } of suppliersOf(city, firm)) {
      assert.equal(customerOf(city, city.firm(seller), slot, epoch), number)
      if (seller >= 1024) far++
    }
    for (let slot = 0; slot < firm.slots; slot++)
      for (let epoch = 0; epoch < epochsMax; epoch++) {
        const customer = customerOf(city, firm, slot, epoch)
        if (customer < 0) continue
        const found = suppliersOf(city, city.firm(customer))
        assert(found.some((edge) => edge.seller === number && edge.slot === slot && edge.epoch === epoch))
      }
  }
  assert(far > 20, `${far}`)
})

test('normal deviates have the moments and the tails of the normal distribution', () => {
  assert(
    Math.abs(normalQuantile(0.975) - 1.959964) < 1e-6 && Math.abs(normalQuantile(0.001) + 3.090232) < 1e-6,
  )
  const stream = new Stream().start(1, 2, 3)
  let [sum, squares, tail] = [0, 0, 0]
  const draws = 200_000
  for (let draw = 0; draw < draws; draw++) {
    const value = stream.normal()
    sum += value
    squares += value * value
    if (Math.abs(value) > 3) tail++
  }
  assert(Math.abs(sum / draws) < 0.01 && Math.abs(squares / draws - 1) < 0.02)
  assert(Math.abs(tail / draws - 0.0027) < 0.0006)
})
