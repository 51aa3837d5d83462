import assert from 'node:assert/strict'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn } from './platform.ts'

const line = { recordType: 'tax-payment', source: 'tax-bureau' }

/**
 * Leaves something on each desk of the operators: a batch with a bad row, a batch that is held, an enterprise that
 * another was merged into, a suggestion that yet another is the same, and a channel.
 */
export async function somethingToDecide(platform: Platform): Promise<{ faulty: string; merged: string }> {
  const operator = await signedIn(platform, 'operator')
  const reviewer = await signedIn(platform, 'reviewer')
  const order = async (path: string, body: object) => {
    const answer = await operator.post(path, body, { 'Idempotency-Key': crypto.randomUUID() })
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const [one, two] = platform.city!.featured.map(({ uscc }) => uscc)
  const deliver = (month: string, row: string) =>
    order('/v1/batches', {
      ...line,
      fileName: `${month}.csv`,
      content: `uscc,period,tax_kind,payable,paid\n${one},${month},surcharge,1.00,1.00\n${row}\n`,
    })
  const faulty = await deliver('2024-01', `${two},2024-01,surcharge,one,1.00`)
  assert.equal(faulty.rowsQuarantined, 1)
  const change = { hold: { firstDeliveries: 100 } }
  const { id } = await order('/v1/quality/thresholds', { ...line, change, why: 'a person looks at each' })
  await reviewer.post(`/v1/quality/thresholds/${id}/decision`, { approve: true })
  const held = await deliver('2024-02', `${two},2024-02,surcharge,2.00,2.00`)
  assert.ok(held.held)
  const shown = new Set(platform.city!.featured.map(({ uscc }) => uscc))
  const { items } = (await operator.get('/v1/enterprises?text=有限公司')).body
  const others = items.filter(({ uscc }: { uscc: string }) => !shown.has(uscc))
  const [keep, absorb, next] = others.map(({ enterprise }: { enterprise: string }) => enterprise)
  const reason = '电话核实为同一企业'
  const merge = await order('/v1/identity/merges', { keep, absorb, reason })
  const review = { verdict: 'accept', reason }
  const key = { 'Idempotency-Key': crypto.randomUUID() }
  const reviewed = await reviewer.post(`/v1/identity/suggestions/${merge.id}/review`, review, key)
  assert.equal(reviewed.body.state, 'accepted')
  await order('/v1/identity/merges', { keep, absorb: next, reason })
  await order('/v1/channels', { ...line, id: 'tax-folder', kind: 'watched-folder' })
  return { faulty: faulty.batch, merged: keep }
}
