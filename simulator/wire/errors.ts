import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../store/model.ts'

/** An answer of the API that is not a success: reference smartsheet-api.md, section 3. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly errorCode: number

  constructor(status: number, errorCode: number, message: string) {
    super(message)
    this.status = status
    this.errorCode = errorCode
  }
}

export const notFound = (): ApiError => new ApiError(404, 1006, 'Not Found')
export const notAuthorized = (): ApiError =>
  new ApiError(403, 1004, 'You are not authorized to perform this action.')
export const badToken = (): ApiError => new ApiError(401, 1002, 'Your Access Token is invalid.')
export const expiredToken = (): ApiError => new ApiError(401, 1003, 'Your Access Token has expired.')
export const methodNotAllowed = (): ApiError =>
  new ApiError(405, 1010, 'This operation is not supported by the simulator: it is read over GET only.')
export const rateLimited = (): ApiError => new ApiError(429, 4003, 'Rate limit exceeded.')
export const unknownParameter = (name: string): ApiError =>
  new ApiError(
    400,
    1008,
    `Unable to parse request. The following error occurred: Unknown query parameter "${name}".`,
  )
export const badParameter = (name: string, value: string): ApiError =>
  new ApiError(400, 1018, `The value ${value} was not valid for the parameter ${name}.`)

export function errorBody(error: ApiError): JsonObject {
  return { refId: randomUUID(), errorCode: error.errorCode, message: error.message }
}
