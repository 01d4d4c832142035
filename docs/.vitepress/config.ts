import { defineConfig } from 'vitepress'
import { headingId } from '../../tools/docs-site/heading-id.mjs'
import { home } from '../../tools/docs-site/repository-links.mjs'
import { linksOutOfTheSite } from './links-out.ts'
import { sidebar } from './sidebar.ts'

/** Where the site is not at the root of its server: DOCS_BASE=/tacosmith/ npm run docs:build */
const base = process.env.DOCS_BASE ?? '/'

export default defineConfig({
  lang: 'en-US',
  title: 'tacosmith',
  description:
    'Turns a folder of Tableau connector sources into a signed .taco, with the JavaScript toolchain',
  base,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  ignoreDeadLinks: false,
  markdown: {
    linkify: false,
    anchor: { slugify: headingId },
    config: linksOutOfTheSite,
  },
  themeConfig: {
    logo: '/icon.svg',
    nav: [
      { text: 'Start', link: '/start/' },
      { text: 'Guide', link: '/scripts' },
      { text: 'Rules', link: '/rules' },
      { text: 'Commands', link: '/cli' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: home }],
    externalLinkIcon: true,
  },
})
