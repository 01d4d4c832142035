import type { ComponentChildren } from 'preact'

/** A link of the connector's: only to web pages, and without telling them where the click came from. */
export function SafeLink({ url, children }: { url: string | undefined; children: ComponentChildren }) {
  if (url === undefined || !/^https?:\/\//i.test(url)) return <span>{children}</span>
  return (
    <a href={url} title={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
