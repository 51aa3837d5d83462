import assert from 'node:assert/strict'
import { scryptSync } from 'node:crypto'
import { test } from 'node:test'
import { generatePassword, hashPassword, verifyPassword } from './password.ts'

test('a hash verifies its own password only, is salted, and carries the settings of OWASP', async () => {
  const [first, second] = await Promise.all([
    hashPassword('永城 password 1'),
    hashPassword('永城 password 1'),
  ])
  assert.notEqual(first, second)
  assert.equal(await verifyPassword('永城 password 1', first), true)
  assert.equal(await verifyPassword('永城 password 2', first), false)
  assert.equal(await verifyPassword('', first), false)
  const [, , settings, salt, key] = first.split('$')
  assert.equal(settings, 'ln=15,r=8,p=3')
  // The same computation by hand, so that another program can check our hashes.
  const expected = scryptSync('永城 password 1', Buffer.from(salt!, 'base64'), 32, {
    N: 32768,
    r: 8,
    p: 3,
    maxmem: 2 ** 27,
  })
  assert.equal(key, expected.toString('base64'))
})

test('the derivation itself is that of RFC 7914 section 12', async () => {
  const known = Buffer.from(
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
    'hex',
  ).toString('base64')
  const stored = `$scrypt$ln=10,r=8,p=16$${Buffer.from('NaCl').toString('base64')}$${known}`
  assert.equal(await verifyPassword('password', stored), true)
  assert.equal(await verifyPassword('passwore', stored), false)
})

test('a missing or damaged hash fits no password, and takes as long as a right one', async () => {
  const stored = await hashPassword('a password of some length')
  const cpuMs = async (hash: string | undefined) => {
    const before = process.cpuUsage()
    assert.equal(await verifyPassword('another password', hash), false)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const [known, unknown, damaged] = [await cpuMs(stored), await cpuMs(undefined), await cpuMs('$scrypt$')]
  for (const other of [unknown, damaged])
    assert(other > known / 2 && other < known * 2, `${known} ms and ${other} ms`)
})

test('generated passwords are four groups of four unmistakable characters, and do not repeat', () => {
  const passwords = Array.from({ length: 1000 }, generatePassword)
  for (const password of passwords) assert.match(password, /^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/)
  assert.equal(new Set(passwords).size, passwords.length)
})
