/** Object identifiers of PKCS#12 (RFC 7292) and of the attributes in it (RFC 2985). */
export const KEY_BAG = '1.2.840.113549.1.12.10.1.1'
export const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2'
export const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3'
export const SAFE_CONTENTS_BAG = '1.2.840.113549.1.12.10.1.6'
export const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'
export const FRIENDLY_NAME = '1.2.840.113549.1.9.20'
export const LOCAL_KEY_ID = '1.2.840.113549.1.9.21'
/** Java takes a certificate in a PKCS#12 file as trusted, and as an entry of its own, only with this attribute. */
export const TRUSTED_KEY_USAGE = '2.16.840.1.113894.746875.1.1'
