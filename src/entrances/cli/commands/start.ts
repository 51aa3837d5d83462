import { type Platform, startPlatform } from '../../platform/start-platform.ts'
import { type Arguments, type Command, option, type Session, wholeNumber } from '../command.ts'
import { progressBar } from '../progress-bar.ts'
import { table } from '../table.ts'

const defaults = { port: 8740, enterprises: 1000, seed: '三信' }
const enterprisesMax = 100_000

/** What a stage is called on its progress bar. */
const stageNames: Record<string, { zh: string; en: string }> = {
  store: { zh: '启动数据库', en: 'starting the store' },
  'sample-city': { zh: '生成样板城市', en: 'making the sample city' },
  ingestion: { zh: '接入数据', en: 'ingesting its records' },
  organizations: { zh: '建立机构与账户', en: 'opening organizations' },
  consents: { zh: '登记授权', en: 'granting consents' },
  indicators: { zh: '计算指标', en: 'computing indicators' },
  dossiers: { zh: '整理企业画像', en: 'putting profiles together' },
  scorecard: { zh: '拟合评分卡', en: 'fitting the scorecard' },
  scores: { zh: '计算评分', en: 'scoring' },
  products: { zh: '发布产品', en: 'publishing products' },
  pages: { zh: '构建页面', en: 'building the pages' },
}

export const start: Command = {
  name: 'start',
  usage: '[--port N] [--data DIR] [--enterprises N] [--seed S] [--no-demo]',
  summary: { zh: '启动平台：数据库、样板城市、服务', en: 'Start the platform: store, sample city, server' },
  options: {
    port: { type: 'string' },
    enterprises: { type: 'string' },
    seed: { type: 'string' },
    'no-demo': { type: 'boolean' },
  },
  createsData: true,
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const bar = progressBar({ always: true })
    const platform = await begin(session, given, bar)
    bar.end()
    process.stderr.write(`${welcome(session, platform)}\n`)
    process.stdout.write(`ready ${platform.address}\n`)
    await stopSignal()
    process.stderr.write(`\n${session.say({ zh: '正在停止…', en: 'stopping…' })}\n`)
    await platform.close()
    return undefined
  },
}

function begin(
  session: Session,
  given: Arguments,
  progress: ReturnType<typeof progressBar>,
): Promise<Platform> {
  return startPlatform({
    dataFolder: session.dataFolder,
    url: process.env.DATABASE_URL,
    port: wholeNumber(given, 'port', { min: 0, max: 65_535 }) ?? defaults.port,
    demonstration: given.options['no-demo'] !== true,
    enterprises: wholeNumber(given, 'enterprises', { min: 20, max: enterprisesMax }) ?? defaults.enterprises,
    seed: option(given, 'seed') ?? defaults.seed,
    progress,
    stageName: (stage) => session.say(stageNames[stage]!),
  })
}

/** Resolves at the first Ctrl-C or SIGTERM. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

function welcome(session: Session, { address, accounts, city }: Platform): string {
  const { language, say } = session
  if (accounts.length === 0)
    return say({
      zh: `已启动：${address}（没有样板城市）`,
      en: `started: ${address} (without a sample city)`,
    })
  const lines = table(accounts, [
    { title: say({ zh: '账户', en: 'account' }), value: ({ account }) => account },
    { title: say({ zh: '密码', en: 'password' }), value: ({ password }) => password },
    { title: say({ zh: '是谁', en: 'who' }), value: (entry) => entry[language] },
  ])
  return [
    '',
    say({ zh: `三信已启动：${address}`, en: `Sanxin is running: ${address}` }),
    '',
    lines,
    '',
    say({ zh: '可以试试：', en: 'Three things to try:' }),
    ...thingsToTry(session, city).map((line, place) => `  ${place + 1}. ${line}`),
    '',
    say({ zh: '按 Ctrl-C 停止；数据保留在', en: 'Ctrl-C stops it; the data stays in' }).concat(
      ` ${session.dataFolder}`,
    ),
    '',
  ].join('\n')
}

function thingsToTry({ say }: Session, city: Platform['city']): string[] {
  const featured = city?.featured ?? []
  const weakening = featured.find(({ role }) => role === 'people-leave-first') ?? featured[0]
  const sound = featured.find(({ role }) => role === 'sound') ?? featured[0]
  if (weakening === undefined || sound === undefined) return []
  return [
    say({
      zh: `以 officer.yongcheng 登录，查找“${weakening.name}”：人先走，销售后落`,
      en: `sign in as officer.yongcheng and find ${weakening.name}: people leave before sales fall`,
    }),
    say({
      zh: `对“${sound.name}”申请一个产品的授信，看规则依据，再回放这次决策`,
      en: `ask for a decision on ${sound.name}, read why, then replay it`,
    }),
    say({
      zh: '以 enterprise 登录，看谁查过本企业，撤销授权，再看银行被拒绝',
      en: 'sign in as enterprise: see who has read your data, revoke the consent, and see the bank refused',
    }),
  ]
}
