/** R12: more than this many rows gone at once wait for a person. */
export const removalLimit = (linkedRows: number): number => Math.max(10, linkedRows * 0.1)
