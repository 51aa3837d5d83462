import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { sectionIds } from '../src/credit/profile/section.contract.ts'
import { openBrowser } from '../test/journeys/browser.ts'
import { type Visit, visitFromArguments } from './visitors.ts'

/**
 * Every section and state of a running server, in both languages and three widths: one sheet each, to be looked at.
 * node bin/run.mjs scripts/contact-sheet.ts --address URL --out FOLDER --sign-in ACCOUNT=PASSWORD … --enterprise NAME …
 * Each enterprise is a state: one that is well, one in arrears, one that has not consented.
 */
const visit = await visitFromArguments(process.argv.slice(2), ['out', 'widths'])
const folder = visit.rest['out'] ?? 'contact-sheets'
const widths = (visit.rest['widths'] ?? '1440,768,390').split(',').map(Number)
const languages = ['zh-CN', 'en'] as const
const heightMax = 3600
mkdirSync(folder, { recursive: true })

interface Screen {
  account: string
  cookie: string
  path: string
  large?: boolean
}

const browser = await openBrowser()
let failures = 0
for (const language of languages) {
  for (const width of widths) {
    const shots: Shot[] = []
    for (const screen of screensOf(visit, width)) shots.push(await shoot(browser, screen, language, width))
    const file = join(folder, `${language}-${width}.png`)
    await writeSheet(browser, shots, width, file)
    const wrong = shots.filter(({ faults }) => faults.length > 0)
    failures += wrong.length
    process.stdout.write(`${file}: ${shots.length} screens\n`)
    for (const { title, faults } of wrong) process.stdout.write(`  ${title}: ${faults.join('; ')}\n`)
  }
}
await browser.close()
process.exitCode = failures === 0 ? 0 : 1

function screensOf({ visitors, enterprises }: Visit, width: number): Screen[] {
  const sections = sectionIds.filter((section) => section !== 'overview').map((section) => `/${section}`)
  return visitors.flatMap(({ account, cookie }) => {
    const paths =
      account === 'enterprise'
        ? ['/app/my/credit', '/app/my/timeline', '/app/my/uses', '/app/my/consents']
        : [
            '/app',
            ...enterprises.flatMap((one) =>
              ['', ...sections, '/events'].map((end) => `/app/enterprises/${one}${end}`),
            ),
            ...(enterprises.length > 1
              ? [`/app/compare?enterprises=${enterprises.slice(0, 4).join(',')}`]
              : []),
          ]
    const phone = width < 600 && account === 'enterprise' ? ['credit', 'timeline', 'uses', 'consents'] : []
    return [
      ...paths.map((path) => ({ account, cookie, path })),
      ...phone.flatMap((tab) =>
        [false, true].map((large) => ({ account, cookie, path: `/h5.html#${tab}`, large })),
      ),
    ]
  })
}

interface Shot {
  title: string
  picture: string
  faults: string[]
}

async function shoot(from: Browser, screen: Screen, language: string, width: number): Promise<Shot> {
  const context = await from.newContext({
    baseURL: visit.address,
    viewport: { width, height: 1000 },
    isMobile: width < 600,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { cookie: screen.cookie },
  })
  await context.addInitScript(
    `localStorage.setItem('sanxin.language','${language}');${screen.large ? "localStorage.setItem('sanxin.large','yes')" : ''}`,
  )
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(screen.path)
  await settled(page)
  const size = await page.evaluate(() => ({
    aside: document.documentElement.scrollWidth - innerWidth,
    height: document.documentElement.scrollHeight,
  }))
  if (size.aside > 0) faults.push(`${size.aside} pixels too wide`)
  // What is fixed to the window would stand in the middle of a long picture.
  await page.setViewportSize({ width, height: Math.min(Math.max(size.height, 600), heightMax) })
  // What waits until one comes near it is near now.
  await page.evaluate(() => new Promise((seen) => setTimeout(seen, 300)))
  await settled(page)
  const bytes = await page.screenshot()
  await context.close()
  const title = `${screen.account} ${screen.path}${screen.large ? ' (large)' : ''}`
  return { title, picture: bytes.toString('base64'), faults }
}

/** Nothing is waited for that does not come: a page that still loads after ten seconds is shown as it is. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined)
  await page
    .waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { timeout: 10_000 })
    .catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** The browser puts the pictures side by side: no library for it. */
async function writeSheet(from: Browser, shots: readonly Shot[], width: number, file: string): Promise<void> {
  const column = width < 600 ? 260 : 460
  const columns = Math.min(shots.length, Math.floor(3200 / column))
  const page = await from.newPage({ viewport: { width: columns * (column + 16) + 16, height: 800 } })
  const figures = shots.map(
    ({ title, picture }) =>
      `<figure><figcaption>${title.replaceAll('<', '&lt;')}</figcaption><img src="data:image/png;base64,${picture}"></figure>`,
  )
  await page.setContent(
    `<style>body{margin:16px;display:flex;flex-wrap:wrap;align-items:flex-start;gap:16px;background:#dfe3e6;font:11px sans-serif}figure{margin:0;width:${column}px}img{width:100%;display:block}figcaption{padding:2px 0;overflow-wrap:anywhere}</style>${figures.join('')}`,
  )
  await page.screenshot({ path: file, fullPage: true })
  await page.close()
}
