/** The address of a page of the Tableau Connector SDK's documentation. */
export function documentationPage(name: string): string {
  return `https://tableau.github.io/connector-plugin-sdk/docs/${name}`
}
