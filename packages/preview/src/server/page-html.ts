import { htmlText } from '@tacosmith/core/adapter'
import type { PreviewContent } from '../content/preview-content.ts'

/**
 * What the page may do: load its own files, and run the engine in a worker that it makes of a text of its own. Nothing of
 * a connector is ever markup; should it become that, it cannot run and reaches nobody.
 *
 * @param self - `'self'`, or for pages from files the hashes of their scripts.
 */
export function contentSecurityPolicy(isServed: boolean): string {
  return [
    "default-src 'none'",
    // A page from a file has no origin that 'self' could mean.
    `script-src ${isServed ? "'self'" : "'self' file:"} 'wasm-unsafe-eval'`,
    `style-src ${isServed ? "'self'" : "'self' file:"}`,
    "img-src 'self' data:",
    `connect-src ${isServed ? "'self'" : "'none'"}`,
    'worker-src blob:',
    "form-action 'none'",
    "base-uri 'none'",
    ...(isServed ? ["frame-ancestors 'none'"] : []),
  ].join('; ')
}

/** What differs between the page of a server and that of an exported folder. */
export interface PageKind {
  title: string
  /** Lets the page do more than read. */
  token?: string
  /** What is shown first; without it the page asks for it. */
  content?: PreviewContent | undefined
  /** Whether the content lies beside the page, in `content.js`. */
  isExported?: boolean
}

/** The page, which its script fills. */
export function pageHtml({ title, token, content, isExported = false }: PageKind): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${htmlText(contentSecurityPolicy(false))}">`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${isExported ? policy : `<meta name="tacosmith-token" content="${htmlText(token ?? '')}">`}
<title>${htmlText(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
</head>
<body>
<div id="preview"></div>
<noscript>The preview needs JavaScript.</noscript>
${content === undefined ? '' : dataBlock(content)}${isExported ? '<script src="content.js" defer></script>\n' : ''}<script src="page.js" defer></script>
</body>
</html>
`
}

/** Data for the page's script, which nothing in it can end. */
function dataBlock(content: PreviewContent): string {
  const json = JSON.stringify(content).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="tacosmith-content">${json}</script>\n`
}

/** What a person reads who may not see the page: nothing of the connector. */
export function refusalHtml(message: string, help: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Connection dialog: not shown</title>
<link rel="icon" href="data:,">
</head>
<body>
<h1>The connection dialog is not shown here</h1>
<p>For the safety of what you are working on, ${htmlText(message)}.</p>
<p>${htmlText(help)}</p>
</body>
</html>
`
}
