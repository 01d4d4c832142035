export const exampleAddress = 'http://localhost:55556/Callback'

export const fixedPort = 'OAUTH_CAP_FIXED_PORT_IN_CALLBACK_URL'
