import { capability } from './example-connector.ts'

/** Where further capabilities can go. */
export const capabilities = '<capabilities>'

export const client = '<clientIdDesktop>brook-desktop</clientIdDesktop>'

export const pkce: string = capability('REQUIRE_PKCE')

export const state: string = capability('SUPPORTS_STATE')

export const accessMap = `<accessTokenResponseMaps>
    <entry><key>ACCESSTOKEN</key><value>access_token</value></entry>
    <entry><key>REFRESHTOKEN</key><value>refresh_token</value></entry>
    <entry><key>username</key><value>user</value></entry>
  </accessTokenResponseMaps>`

export const redirect = (address: string): string => `<redirectUrisDesktop>${address}</redirectUrisDesktop>`

export const fixedPortCapability = 'FIXED_PORT_IN_CALLBACK_URL'
