import { spawnSync } from 'node:child_process'
import { visitFromArguments } from './visitors.ts'

/**
 * Lighthouse on the profile at a desk and on the phone's pages: the median of five runs, outside CI. Lighthouse is no
 * dependency of the project: npx fetches it, or the script says that it could not.
 * node bin/run.mjs scripts/lighthouse.ts --address URL --sign-in officer.yongcheng=… --sign-in enterprise=… --enterprise NAME
 */
const version = '13.5.0'
const categories = ['performance', 'accessibility', 'best-practices'] as const
const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
] as const

/** Chromium at times records no trace of a page's start: such a run says nothing of the page, and is done again. */
const triesMax = 3

const visit = await visitFromArguments(process.argv.slice(2), ['runs'])
const runs = Number(visit.rest['runs'] ?? 5)

interface Page {
  name: string
  path: string
  cookie: string | undefined
  desktop: boolean
}

const pages = visit.visitors.flatMap(({ account, cookie }): Page[] =>
  account === 'enterprise'
    ? ['credit', 'uses', 'consents'].map((tab) => ({
        name: `phone ${tab}`,
        path: `/h5.html#${tab}`,
        cookie,
        desktop: false,
      }))
    : visit.enterprises.map((one) => ({
        name: `profile ${account}`,
        path: `/app/enterprises/${one}`,
        cookie,
        desktop: true,
      })),
)
pages.push({ name: 'phone sign-in', path: '/h5.html', cookie: undefined, desktop: false })

process.stdout.write(`Lighthouse ${version}, median of ${runs}\n\n`)
process.stdout.write(`| page | ${[...categories, ...metrics].join(' | ')} |\n`)
process.stdout.write(`| --- |${' ---: |'.repeat(categories.length + metrics.length)}\n`)
for (const page of pages) {
  const results = Array.from({ length: runs }, () => measure(page))
  const cells = [
    ...categories.map((one) => median(results.map((result) => result.scores[one] * 100)).toFixed(0)),
    ...metrics.map((one) => {
      const value = median(results.map((result) => result.metrics[one]))
      return one === 'cumulative-layout-shift' ? value.toFixed(3) : `${Math.round(value)} ms`
    }),
  ]
  process.stdout.write(`| ${page.name} | ${cells.join(' | ')} |\n`)
}

interface Result {
  scores: Record<(typeof categories)[number], number>
  metrics: Record<(typeof metrics)[number], number>
}

function measure(page: Page): Result {
  for (let tries = 1; ; tries++) {
    const { status, stdout, stderr, error } = visitWithLighthouse(page)
    if (!error && status === 0) return resultOf(stdout)
    const trace = stderr.includes('NO_NAVSTART')
    if (trace && tries < triesMax) continue
    const why = trace
      ? `Chromium recorded no trace of ${page.name} in ${tries} tries`
      : 'it is not installed and could not be fetched, or no Chromium is at CHROMIUM'
    process.stderr.write(
      `Lighthouse did not run, so nothing was measured: ${why}.\n${error?.message ?? stderr.slice(-1500)}\n`,
    )
    process.exit(1)
  }
}

function visitWithLighthouse({ path, cookie, desktop }: Page) {
  return spawnSync(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      `${visit.address}${path}`,
      '--output=json',
      '--quiet',
      `--only-categories=${categories.join(',')}`,
      '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic',
      ...(desktop ? ['--preset=desktop'] : []),
      ...(cookie ? ['--extra-headers', JSON.stringify({ Cookie: cookie })] : []),
    ],
    {
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: { ...process.env, CHROME_PATH: process.env['CHROMIUM'] ?? '/usr/bin/chromium' },
    },
  )
}

function resultOf(stdout: string): Result {
  const report = JSON.parse(stdout) as {
    categories: Record<string, { score: number | null }>
    audits: Record<string, { numericValue?: number }>
  }
  return {
    scores: Object.fromEntries(
      categories.map((one) => [one, report.categories[one]?.score ?? 0]),
    ) as Result['scores'],
    metrics: Object.fromEntries(
      metrics.map((one) => [one, report.audits[one]?.numericValue ?? Number.NaN]),
    ) as Result['metrics'],
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
