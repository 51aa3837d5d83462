import { purgeOriginals } from '../../../information/ingestion/index.ts'
import type { Command } from '../command.ts'

export const originalsPurge: Command = {
  name: 'originals purge',
  usage: '',
  summary: {
    zh: '清除保留期已过的原始文件',
    en: 'Remove files as delivered whose retention has ended',
  },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const purged = await purgeOriginals(await session.database(), await session.actor())
    const text = session.say({
      zh: `清除 ${purged.files} 个文件（${purged.bytes} 字节），无主文件 ${purged.strays} 个`,
      en: `Removed ${purged.files} files (${purged.bytes} bytes), and ${purged.strays} that belonged to nothing`,
    })
    return { json: purged, text }
  },
}
