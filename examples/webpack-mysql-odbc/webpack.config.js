import { TacosmithPlugin } from '@tacosmith/webpack-plugin'

export default {
  mode: 'production',
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'swc-loader',
        options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
      },
    ],
  },
  plugins: [
    new TacosmithPlugin({
      // A throwaway certificate of this computer. For a release give the keystore with your certificate instead:
      // sign: { keystore: 'release.p12', storePassword: { env: 'TACOSMITH_STOREPASS' }, timestamp: 'https://...' }
      sign: 'development',
    }),
  ],
}
