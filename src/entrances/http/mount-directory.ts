import type { FastifyInstance } from 'fastify'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { recordRefusal } from '../../trust/audit/index.ts'
import type { ExportFormat } from '../../trust/catalog/contract.ts'
import { type CatalogTables, exportDirectory } from '../../trust/catalog/index.ts'
import { identify } from './identify.ts'
import { refuse } from './refusals.ts'

const files: Readonly<Record<string, ExportFormat>> = {
  'directory.jsonld': 'dcat',
  'directory.csv': 'csv',
  'directory.html': 'html',
}

/** The data directory as files for a browser to open, print or keep; for whoever is signed in. */
export function mountDirectory(app: FastifyInstance, database: Database): void {
  for (const [name, format] of Object.entries(files))
    app.get(`/v1/files/${name}`, { schema: { hide: true } }, async (request, reply) => {
      const actor = (await identify(database, request)) ?? refuse('sign-in-required')
      const { mediaType, text } = await runWork(
        database,
        actor,
        (work: UnitOfWork<CatalogTables>) => exportDirectory(work, { format }),
        { onRefusal: recordRefusal(database) },
      )
      return reply
        .header('Content-Type', mediaType)
        .header('Content-Disposition', `${format === 'html' ? 'inline' : 'attachment'}; filename="${name}"`)
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('Cache-Control', 'no-store')
        .serializer((body: string) => body)
        .send(text)
    })
}
