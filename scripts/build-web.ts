import { buildWebIfStale } from '../src/entrances/platform/build-web.ts'

const began = performance.now()
const built = await buildWebIfStale()
const seconds = ((performance.now() - began) / 1000).toFixed(1)
process.stderr.write(built ? `web/dist built in ${seconds} s\n` : 'web/dist is up to date\n')
