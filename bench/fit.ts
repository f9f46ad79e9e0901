export interface Fit {
  /** What is paid whatever the size. */
  fixed: number
  /** For each unit of `x`. */
  slope: number
  /** How much of the differences the line explains: 1 is a straight line. */
  r2: number
}

export interface Point {
  x: number
  y: number
}

/** The straight line with the least squares. */
export function fit(points: readonly Point[]): Fit {
  const mean = (of: (point: Point) => number) => points.reduce((sum, p) => sum + of(p), 0) / points.length
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
  const slope = mean((p) => (p.x - x) * (p.y - y)) / mean((p) => (p.x - x) ** 2)
  const fixed = y - slope * x
  const missed = mean((p) => (p.y - fixed - slope * p.x) ** 2)
  return { fixed, slope, r2: 1 - missed / mean((p) => (p.y - y) ** 2) }
}
