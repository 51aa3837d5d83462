export const uploadRefusals = {
  'upload-unknown': {
    kind: 'missing',
    zh: '没有这个上传的文件，或已过保留期。',
    en: 'There is no such file, or it is no longer kept.',
    todo: { zh: '重新上传。', en: 'Send it again.' },
  },
  'upload-too-large': {
    kind: 'invalid',
    zh: '上传的文件超过大小上限。',
    en: 'The file is larger than may be sent.',
    todo: {
      zh: '压缩或拆分后再上传，或改用命令行 sanxin ingest。',
      en: 'Pack or split it, or use sanxin ingest on the command line.',
    },
  },
  'upload-cut-short': {
    kind: 'invalid',
    zh: '上传中断，没有保留任何内容。',
    en: 'The connection ended within the file; nothing of it was kept.',
    todo: { zh: '请重新上传。', en: 'Send it again.' },
  },
  'uploads-waiting': {
    kind: 'conflict',
    zh: '贵机构已上传而尚未提交的文件过多。',
    en: 'Your organization has sent too much that it has not delivered yet.',
    todo: {
      zh: '请先提交已上传的文件，或等其七天保留期结束。',
      en: 'Deliver what was sent, or wait until its seven days have passed.',
    },
  },
} as const
