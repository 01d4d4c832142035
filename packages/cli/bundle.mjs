import { bundlePackage, removeBundles } from '../../tools/bundle.mjs'

await removeBundles(['.'])
await bundlePackage({ main: 'build/main.js' }, { minifySyntax: true, minifyWhitespace: true })
