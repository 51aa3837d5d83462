import { type RefusalCatalogue, type Refuser, refuser } from './refusal.ts'

/** What can be refused before any room is asked: the data folder, the PostgreSQL behind it, the disk under it. */
export const storeRefusals = {
  'data-folder-missing': {
    kind: 'missing',
    zh: '数据目录不存在，或其中还没有三信的数据。',
    en: 'The data folder does not exist, or holds no data of Sanxin yet.',
    todo: {
      zh: '请检查 --data 或 SANXIN_DATA，或先运行 npm start 建立数据。',
      en: 'Check --data or SANXIN_DATA, or run npm start first to create the data.',
    },
  },
  'data-folder-damaged': {
    kind: 'conflict',
    zh: '数据目录已损坏，数据库无法读取，未作任何改动。',
    en: 'The data folder is damaged: the database in it cannot be read. Nothing was changed.',
    todo: {
      zh: '请用备份恢复整个数据目录；其中 postgres/server.log 写有原因。',
      en: 'Restore the whole data folder from a backup; postgres/server.log in it tells the cause.',
    },
  },
  'data-folder-newer': {
    kind: 'conflict',
    zh: '数据目录由更新版本的三信写成，本版本不能打开，未作任何改动。',
    en: 'The data folder was written by a newer version of Sanxin; this one cannot open it. Nothing was changed.',
    todo: { zh: '请升级三信，或换一个数据目录。', en: 'Upgrade Sanxin, or choose another data folder.' },
  },
  'data-folder-not-accessible': {
    kind: 'forbidden',
    zh: '当前账号不能读写数据目录。',
    en: 'This account may not read and write the data folder.',
    todo: {
      zh: '请以建立该目录的账号运行，或修改其权限，或换一个数据目录。',
      en: 'Run as the account that created it, change its permissions, or choose another data folder.',
    },
  },
  'disk-full': {
    kind: 'busy',
    zh: '磁盘已满或达到文件大小限额，这一步没有写入。',
    en: 'The disk is full, or a file size limit is reached; this step was not written.',
    todo: { zh: '请腾出磁盘空间后重试。', en: 'Free some disk space, then try again.' },
  },
  'store-unreachable': {
    kind: 'busy',
    zh: '连接不上数据库；若正在保存，请先查看是否已保存。',
    en: 'The database cannot be reached; if something was being saved, look first whether it was.',
    todo: {
      zh: '请检查 DATABASE_URL 与数据库是否运行，稍后重试。',
      en: 'Check DATABASE_URL and that the database runs, then try again.',
    },
  },
  'store-busy': {
    kind: 'busy',
    zh: '数据库暂时没有空闲连接，或同一数据正被他人修改。',
    en: 'The database has no connection free for now, or others are changing the same data.',
    todo: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
  'store-too-old': {
    kind: 'conflict',
    zh: '数据库版本低于 PostgreSQL 15。',
    en: 'The database is older than PostgreSQL 15.',
    todo: { zh: '请改用 PostgreSQL 15 或更新的版本。', en: 'Use PostgreSQL 15 or later.' },
  },
  'store-platform-unsupported': {
    kind: 'conflict',
    zh: '没有适合本机系统的内置 PostgreSQL。',
    en: 'There is no embedded PostgreSQL for this operating system and processor.',
    todo: {
      zh: '请用 DATABASE_URL 指定一个 PostgreSQL 15 或更新的数据库；若安装时省略了可选依赖，请重新运行 npm ci。',
      en: 'Name a PostgreSQL 15 or later by DATABASE_URL; if optional dependencies were left out, run npm ci again.',
    },
  },
  'store-not-starting': {
    kind: 'conflict',
    zh: '内置 PostgreSQL 启动失败。',
    en: 'The embedded PostgreSQL did not start.',
    todo: {
      zh: '请查看数据目录中的 postgres/server.log。',
      en: 'See postgres/server.log in the data folder.',
    },
  },
  'migration-changed': {
    kind: 'conflict',
    zh: '数据库中已执行过的迁移脚本与本程序的不一致。',
    en: 'A migration that this database already ran differs from the one in this program.',
    todo: {
      zh: '请使用建立该数据的同一版本，或更新到正式发布的版本。',
      en: 'Use the version that created the data, or update to a released one.',
    },
  },
} satisfies RefusalCatalogue

export const refuse: Refuser<keyof typeof storeRefusals> = refuser(storeRefusals)
