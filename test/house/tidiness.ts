import { posix } from 'node:path'
import type { Tree } from './tree.ts'

export const linesMax = 400

const bannedNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'misc',
  'core',
  'lib',
  'types',
  'constants',
  'manager',
  'service',
])

/** Words that mean two things or are not American spelling, with what to write; see docs/glossary.md. */
const bannedWords: [RegExp, string][] = [
  [/\bPSI\b|\bpsi\b/, 'populationStabilityIndex or privateSetIntersection'],
  [/authoris|organis(?!m)|recognis|normalis|optimis(?!t|m)|colour|favour\b|behaviour/i, 'American spelling'],
  [/\bFIXME\b|\bXXX\b|\bHACK\b/, 'mend it, or say why not'],
  [/@ts-ignore|@ts-nocheck|@ts-expect-error/, 'a type that holds'],
  [/\bTODO\b(?!.*because)/, 'TODO … because …'],
]

/** Every untidiness of a tree of sources and pages, in sentences that name the file. */
export function tidinessFaults(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => [
    ...nameFaults(path),
    ...(/\.(ts|tsx|css|mjs)$/.test(path) ? sourceFaults(path, text) : []),
    ...(path.endsWith('.md') ? pageFaults(path, text, tree) : []),
  ])
}

function nameFaults(path: string): string[] {
  const parts = path.split('/')
  const file = parts.at(-1)!
  const faults = parts
    .map((part) => part.replace(/\..*$/, ''))
    .filter((part) => bannedNames.has(part))
    .map((part) => `${path}: nothing is called ${part}`)
  if (/\.(ts|tsx|mjs)$/.test(file) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(file))
    faults.push(`${path}: file names are kebab-case`)
  return faults
}

function sourceFaults(path: string, text: string): string[] {
  const faults: string[] = []
  const lines = text.split('\n')
  if (lines.length > linesMax + 1) faults.push(`${path}: ${lines.length} lines, at most ${linesMax}`)
  if (path.startsWith('test/house/') || path === 'test/tidy.test.ts') return faults
  lines.forEach((line, index) => {
    for (const [pattern, instead] of bannedWords)
      if (pattern.test(line))
        faults.push(`${path}:${index + 1}: "${pattern.exec(line)![0]}": write ${instead}`)
  })
  return faults
}

function pageFaults(path: string, text: string, tree: Tree): string[] {
  const faults: string[] = []
  const prose = text.replace(/```[\s\S]*?```/g, '')
  const titles = prose.split('\n').filter((line) => /^# /.test(line)).length
  if (titles !== 1) faults.push(`${path}: a page has one "# Title", this has ${titles}`)
  for (const [, target] of prose.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)[^)]*\)/g)) {
    const resolved = posix.normalize(posix.join(posix.dirname(path), target!)).replace(/\/$/, '')
    const found = [...tree.keys()].some((known) => known === resolved || known.startsWith(`${resolved}/`))
    if (!found) faults.push(`${path}: the link ${target} leads nowhere`)
  }
  return faults
}
