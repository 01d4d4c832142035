import { withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

/** The page of `tacosmith preview --out`, which the build of the site puts beside the pages. */
export const LiveDialog = defineComponent(() => {
  return () => {
    const src = withBase('/live/index.html')
    return h('div', { class: 'live-dialog' }, [
      h('iframe', { src, title: 'The connection dialog of the PostgreSQL example', loading: 'lazy' }),
      h('p', [h('a', { href: src, target: '_blank' }, 'Open it by itself')]),
    ])
  }
})
