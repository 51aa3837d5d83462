import fc from 'fast-check'

/** Loaded before a test file by the drills: properties that do not bound their runs themselves get many more. */
const runs = Number(process.env.SANXIN_PROPERTY_RUNS ?? 100)
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: runs })
