/**
 * Records: the governed lake. Immutable Parquet files, made visible by a row in PostgreSQL, read as of a moment
 * in event time and known time, each row with its provenance. It checks no rows (see ingestion) and gives none
 * without an Authorization. Invariant: the answer of a read as of a moment never changes by what comes later,
 * except by history that is loaded with an earlier known time.
 */
export { type Column, type ColumnChunk, missingCode, missingDate, missingMonth } from './chunk.ts'
