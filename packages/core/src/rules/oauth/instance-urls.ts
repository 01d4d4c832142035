export const customDomain = 'OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN'

export const inferInstance = 'OAUTH_CAP_INFER_INSTANCE_URL_FROM_SERVER'
