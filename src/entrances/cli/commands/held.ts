import {
  type IngestionWork,
  listHeldBatches,
  rejectBatch,
  releaseBatch,
  runDelivery,
} from '../../../information/ingestion/index.ts'
import { type Command, option, requiredOption } from '../command.ts'
import { sheet, table } from '../table.ts'

export const held: Command = {
  name: 'held',
  usage: '[--source ID]',
  summary: { zh: '待放行的批次', en: 'The batches that wait to be released' },
  options: { source: { type: 'string' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const source = option(given, 'source')
    const page = await session.work((work: IngestionWork) =>
      listHeldBatches(work, source === undefined ? {} : { source }),
    )
    const text = table(page.items, [
      { title: session.say({ zh: '批次', en: 'batch' }), value: (one) => one.batch },
      { title: session.say({ zh: '来源', en: 'source' }), value: (one) => one.source },
      { title: session.say({ zh: '类型', en: 'record type' }), value: (one) => one.recordType },
      {
        title: session.say({ zh: '行数', en: 'rows' }),
        value: (one) => one.rows.toLocaleString(),
        align: 'right',
      },
      {
        title: session.say({ zh: '原因', en: 'why' }),
        value: (one) => one.findings.map((finding) => session.say(finding)).join(' '),
      },
    ])
    return { json: page, text }
  },
}

export const heldRelease: Command = {
  name: 'held release',
  usage: '<batch> --why TEXT',
  summary: { zh: '放行批次并发布', en: 'Release a held batch and publish it' },
  options: { why: { type: 'string' } },
  required: ['why'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const [batch] = given.positionals as [string]
    const wish = { batch, why: requiredOption(given, 'why') }
    await session.work((work: IngestionWork) => releaseBatch(work, wish))
    // The order for the worker stands; whoever comes second finds the batch published.
    const result = await runDelivery(await session.database(), {
      payload: { delivery: batch },
      progress: session.progress,
    })
    const text = sheet([
      [session.say({ zh: '批次', en: 'batch' }), result.batch],
      [session.say({ zh: '发布', en: 'published' }), result.rowsPublished.toLocaleString()],
    ])
    return { json: result, text }
  },
}

export const heldReject: Command = {
  name: 'held reject',
  usage: '<batch> --why TEXT',
  summary: { zh: '退回批次，不发布', en: 'Reject a held batch: it is not published' },
  options: { why: { type: 'string' } },
  required: ['why'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = { batch: given.positionals[0]!, why: requiredOption(given, 'why') }
    const view = await session.work((work: IngestionWork) => rejectBatch(work, wish))
    return { json: view, text: sheet([[session.say({ zh: '批次', en: 'batch' }), view.delivery]]) }
  },
}
