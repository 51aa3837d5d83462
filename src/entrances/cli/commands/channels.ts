import { readFile } from 'node:fs/promises'
import { Compile } from 'typebox/compile'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type Channel, CreateChannel } from '../../../information/channels/contract.ts'
import {
  type ChannelsTables,
  createChannel,
  listChannels,
  setChannelState,
} from '../../../information/channels/index.ts'
import type { AuditTables } from '../../../trust/audit/index.ts'
import type { CatalogTables } from '../../../trust/catalog/index.ts'
import { type Command, type Session, WrongUsage } from '../command.ts'
import { sheet, table } from '../table.ts'

type Work = UnitOfWork<ChannelsTables & CatalogTables & AuditTables>

const wishSchema = Compile(CreateChannel)

export const channels: Command = {
  name: 'channels',
  usage: '',
  summary: { zh: '列出接入渠道及其状态', en: 'List the channels and how they fare' },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const { items } = await session.work((work: Work) => listChannels(work, {}))
    return { json: { items }, text: table(items, columns(session)) }
  },
}

function columns(session: Session) {
  return [
    { title: session.say({ zh: '渠道', en: 'channel' }), value: (item: Channel) => item.id },
    { title: session.say({ zh: '方式', en: 'kind' }), value: (item: Channel) => item.kind },
    { title: session.say({ zh: '位置', en: 'place' }), value: (item: Channel) => item.place },
    { title: session.say({ zh: '状态', en: 'state' }), value: (item: Channel) => item.state },
    {
      title: session.say({ zh: '上次成功', en: 'last success' }),
      value: (item: Channel) => item.lastSuccessAt ?? '',
    },
    {
      title: session.say({ zh: '上次失败', en: 'last failure' }),
      value: (item: Channel) => item.lastFailure?.code ?? '',
    },
    { title: session.say({ zh: '行数', en: 'rows' }), value: (item: Channel) => String(item.rowsRead) },
  ]
}

export const channelsAdd: Command = {
  name: 'channels add',
  usage: 'CHANNEL.json',
  summary: {
    zh: '登记一条接入渠道（定义见 API 文档 createChannel）',
    en: 'Register a channel (its definition: createChannel in the API documents)',
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish = await definitionIn(given.positionals[0]!)
    return shown(await session.work((work: Work) => createChannel(work, wish)))
  },
}

async function definitionIn(file: string): Promise<CreateChannel> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(file)
  })
  try {
    const wish: unknown = JSON.parse(text)
    if (wishSchema.Check(wish)) return wish
    const [first] = wishSchema.Errors(wish)
    throw new WrongUsage(`${file} ${first?.instancePath ?? ''}: ${first?.message ?? ''}`)
  } catch (error) {
    throw error instanceof SyntaxError ? new WrongUsage(`${file}: ${error.message}`) : error
  }
}

export const channelsPause = stateCommand('channels pause', 'paused', {
  zh: '暂停一条接入渠道',
  en: 'Pause a channel',
})

export const channelsResume = stateCommand('channels resume', 'running', {
  zh: '恢复一条接入渠道，立即运行',
  en: 'Let a channel run again, at once',
})

function stateCommand(name: string, state: Channel['state'], summary: Command['summary']): Command {
  return {
    name,
    usage: '<channel>',
    summary,
    positionals: { min: 1, max: 1 },
    run: async (session, given) =>
      shown(
        await session.work((work: Work) => setChannelState(work, { channel: given.positionals[0]!, state })),
      ),
  }
}

function shown(channel: Channel) {
  const rows = Object.entries(channel).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { json: channel, text: sheet(rows) }
}
