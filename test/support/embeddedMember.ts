// A process of its own that shares an embedded server: opens it under the folder named by its argument, says the
// URL, and leaves when its input ends.
import { once } from 'node:events'
import { createLogger } from '../../src/core/logger.ts'
import { openEmbedded } from '../../src/db/embedded.ts'

const embedded = await openEmbedded({ dataDir: process.argv[2] ?? '', logger: createLogger('silent') })
process.stdout.write(`${embedded.url}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
await embedded.close()
