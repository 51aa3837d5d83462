import fc from 'fast-check'

/**
 * Loaded before every file of `npm test`: the same tree gets the same verdict, whoever runs it. New seeds are the
 * business of the drills.
 */
const seed = Number(process.env.SANXIN_SEED ?? 20_261_122)
process.env.SANXIN_SEED = String(seed)
fc.configureGlobal({ seed })
