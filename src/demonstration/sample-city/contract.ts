import { refuser } from '../../foundation/refusal.ts'

export const refuse = refuser({
  'city-folder-not-empty': {
    kind: 'conflict',
    zh: '输出文件夹不是空的，没有写入任何文件。',
    en: 'The output folder is not empty; nothing was written.',
    todo: { zh: '用 --out 指定一个新的或空的文件夹。', en: 'Name a new or empty folder with --out.' },
  },
  'city-folder-not-writable': {
    kind: 'forbidden',
    zh: '不能在这里建立输出文件夹。',
    en: 'The output folder cannot be made here.',
    todo: {
      zh: '检查路径和权限，或用 --out 另选一处。',
      en: 'Check the path and its permissions, or choose another with --out.',
    },
  },
  'city-month-outside': {
    kind: 'invalid',
    zh: '这个月份不在城市的时间范围内。',
    en: 'The month is not among the months of the city.',
    todo: {
      zh: '在 where.firstMonth 与 where.lastMonth 之间选择，或用 before 取第一个月以前已知的数据。',
      en: 'Choose one from where.firstMonth to where.lastMonth, or `before` for what was known earlier.',
    },
  },
})
