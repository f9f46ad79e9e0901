import type { JsonObject, Store } from '../store/model.ts'

export function userBody({ owner }: Store): JsonObject {
  return {
    id: owner.id,
    email: owner.email,
    firstName: owner.firstName,
    lastName: owner.lastName,
    locale: 'en_US',
    timeZone: 'US/Eastern',
    account: { name: owner.email, id: owner.id + 512 },
    admin: true,
    licensedSheetCreator: true,
    groupAdmin: true,
    resourceViewer: true,
    alternateEmails: [],
    sheetCount: -1,
    title: '',
    department: '',
    company: '',
    workPhone: '',
    mobilePhone: '',
    role: '',
    profileImage: { imageId: 'g:image', height: 0, width: 0 },
  }
}
