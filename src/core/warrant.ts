declare const warrant: unique symbol

/**
 * Why contributions of a sheet may be removed: proof that the sheet was read to its last row (R2), or an
 * operator's order to withdraw it. A type, not a flag: no failed or partial read can come by one.
 */
export interface RemovalWarrant {
  readonly [warrant]: true
}
