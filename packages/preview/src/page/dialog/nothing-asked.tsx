/** What stands in the place of the window when a workbook is opened. */
export function NothingAsked({ authentication }: { authentication: string | undefined }) {
  return (
    <p class="notice" lang="en">
      {authentication === 'oauth'
        ? 'Tableau opens the browser to sign in again.'
        : 'Tableau asks for nothing when a workbook with this connection is opened.'}
    </p>
  )
}
