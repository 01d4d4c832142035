/** What stands in the place of fields when a workbook is opened. */
export function NothingAsked({ authentication }: { authentication: string | undefined }) {
  return (
    <p class="quiet" lang="en">
      {authentication === 'oauth'
        ? 'Tableau opens the browser to sign in again.'
        : 'Tableau asks for nothing when a workbook with this connection is opened.'}
    </p>
  )
}
