import type { WorkerContext } from '../scheduler/context.ts'
import { createWebhook } from '../scheduler/webhook.ts'
import type { App } from './context.ts'

/** What the worker works with, by the configuration of the started program. */
export const workerContext = (app: App, onRun: WorkerContext['onRun']): WorkerContext => ({
  ...app,
  schedule: app.config.sync,
  send: app.config.webhook && createWebhook(app.config.webhook),
  onRun,
})
