import { tacosmith } from '@tacosmith/esbuild-plugin'
import { build, context } from 'esbuild'

const settings = {
  outdir: 'dist',
  logLevel: 'info',
  // A throwaway certificate of this computer. For a release name the keystore with your certificate instead:
  // sign: { keystore: 'release.p12', storePassword: { env: 'TACOSMITH_STOREPASS' }, timestamp: 'https://...' }
  plugins: [tacosmith({ sign: 'development' })],
}

if (process.argv.includes('--watch')) await (await context(settings)).watch()
// esbuild has told the errors already.
else await build(settings).catch(() => process.exit(1))
