/** All of the first, then all of the second, each item when it is asked for. */
export function* oneAfterTheOther<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first
  yield* second
}
