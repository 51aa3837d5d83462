#!/usr/bin/env node
import process from 'node:process'
import { handOver } from './hand-over.mjs'

handOver('src/entrances/cli/main.ts', process.argv.slice(2))
