import { filledIn } from './filled-in.js'

/** What is handed to the driver beside the address; unlike the address it is never logged. */
export default function connectionProperties(attr) {
  return { user: filledIn(attr.username, 'sa'), password: attr.password ?? '' }
}
