#!/usr/bin/env node
// Runs a script of the project: node bin/run.mjs scripts/test.ts [arguments]
import process from 'node:process'
import { handOver } from './hand-over.mjs'

const [script, ...parameters] = process.argv.slice(2)
if (script === undefined || !/^[\w./-]+\.ts$/.test(script)) {
  process.stderr.write('usage: node bin/run.mjs <script.ts> [arguments]\n')
  process.exitCode = 2
} else {
  handOver(script, parameters)
}
