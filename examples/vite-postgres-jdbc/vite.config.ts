import { tacosmith } from '@tacosmith/vite-plugin'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    tacosmith({
      // A throwaway certificate of this computer. For a release give the keystore with your certificate instead:
      // sign: { keystore: 'release.p12', storePassword: { env: 'TACOSMITH_STOREPASS' }, timestamp: 'https://...' }
      sign: 'development',
    }),
  ],
})
