import { composeUscc } from './identifier.ts'
import { stories } from './story.ts'

/** The planted firms as a table of a page: the same for every seed, because code and name come from the story alone. */
export function storyTable(language: 'zh' | 'en'): string {
  const titles =
    language === 'zh'
      ? ['企业', '统一社会信用代码', '看点', '在哪里看']
      : ['firm', 'USCC', 'what it shows', 'where to look']
  const rows = stories.map((story, number) => [
    story.name,
    `\`${composeUscc(story.region, number)}\``,
    story[language],
    story.seen[language],
  ])
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
