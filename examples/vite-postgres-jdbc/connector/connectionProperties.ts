import { type Attributes, attribute } from './attributes.ts'

/** What is handed to the driver beside the address; unlike the address it is never logged. */
export default function connectionProperties(attr: Attributes): Record<string, string> {
  const properties: Record<string, string> = {
    ApplicationName: attribute(attr, 'v-application-name') ?? 'Tableau',
    sslmode: attribute(attr, 'sslmode') === 'require' ? 'require' : 'prefer',
  }
  if (attribute(attr, 'authentication') === 'auth-user-pass') {
    properties.user = attribute(attr, 'username') ?? ''
    properties.password = attribute(attr, 'password') ?? ''
  }
  return properties
}
