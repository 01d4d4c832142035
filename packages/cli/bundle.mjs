import { fileURLToPath } from 'node:url'
import { bundledApart, bundlePackage, removeBundles, writeLicenses } from '../../tools/bundle.mjs'

const settings = { minifySyntax: true, minifyWhitespace: true }
const inCore = (path) => fileURLToPath(new URL(`../core/build/${path}`, import.meta.url))
/**
 * What the other bundles have in common. Making certificates needs a large library, and is done once; few command lines have
 * patterns.
 */
const shared = {
  commander: /^commander$/,
  'certificate-issuer': /\/certificate-issuer\.js$/,
  tinyglobby: /^tinyglobby$/,
}

await removeBundles(['.'])
const files = [
  await bundlePackage(
    {
      commander: fileURLToPath(import.meta.resolve('commander')),
      'certificate-issuer': inCore('format/x509/certificate-issuer.js'),
      tinyglobby: fileURLToPath(import.meta.resolve('tinyglobby')),
    },
    settings,
  ),
  // To sign and to verify take less time than to load what they need from many small files: they are one.
  await bundlePackage(
    { signing: 'build/commands/signing.js' },
    { ...settings, splitting: false, plugins: [bundledApart(shared)] },
  ),
  await bundlePackage(
    { main: 'build/main.js' },
    { ...settings, plugins: [bundledApart({ ...shared, signing: /\/commands\/signing\.js$/ })] },
  ),
]
await writeLicenses(files.flat())
