/** Names of what an ODBC driver says about itself, which customizations may correct too. */
export function isDriverInformation(name: string): boolean {
  return name.startsWith('SQL_')
}
