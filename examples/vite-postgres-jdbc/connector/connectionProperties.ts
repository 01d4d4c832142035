import { defineConnectionProperties } from '@tacosmith/core/script'
import { filledIn } from './filled-in.ts'

/** What is handed to the driver beside the address; unlike the address it is never logged. */
export default defineConnectionProperties((attr) => {
  const properties: Record<string, string> = {
    ApplicationName: filledIn(attr['v-application-name']) ?? 'Tableau',
    sslmode: attr.sslmode === 'require' ? 'require' : 'prefer',
  }
  if (attr[connectionHelper.attributeAuthentication] === 'auth-user-pass') {
    properties.user = attr.username ?? ''
    properties.password = attr.password ?? ''
  }
  return properties
})
