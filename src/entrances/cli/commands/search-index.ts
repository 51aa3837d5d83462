import { buildSearchIndex } from '../../../information/enterprise-search/index.ts'
import type { Command } from '../command.ts'

export const searchIndex: Command = {
  name: 'search-index',
  usage: '',
  summary: {
    zh: '重建企业检索索引（平台运行时会自动更新）',
    en: 'Build the index of the enterprise search; a running platform does so by itself',
  },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const began = performance.now()
    const built = await buildSearchIndex(await session.database(), await session.actor())
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const [megabytes, cpu] = [Math.round(built.bytes / 1e6), Math.round(built.cpuSeconds * 10) / 10]
    return {
      json: { ...built, seconds },
      text: session.say({
        zh: `已索引 ${built.documents} 家企业 · ${megabytes} MB · ${seconds} 秒（子进程 CPU ${cpu} 秒）`,
        en: `${built.documents} enterprises indexed · ${megabytes} MB · ${seconds} s (${cpu} s of CPU in the child)`,
      }),
    }
  },
}
