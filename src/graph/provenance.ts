/** Whose a row is that the sync makes, for the statements that write it: columns, and their values. */
export const PROVENANCE_COLUMNS = 'source, source_of_truth, app_source'
export const PROVENANCE = `'smartsheet', 'smartsheet', 'sync-smartsheet'`
