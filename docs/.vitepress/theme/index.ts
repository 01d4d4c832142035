// The theme without its fonts: pages show at once, in the fonts of the reader's computer.

import type { Theme } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import { LiveDialog } from './live-dialog.ts'
import './style.css'

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component('LiveDialog', LiveDialog)
  },
} satisfies Theme
