/** Lets users of the minimal connector choose between a password and OAuth. */
export const offeringOauth: { 'connection-fields.xml': readonly (readonly [string, string])[] } = {
  'connection-fields.xml': [
    [
      '<option label="User name and key" value="auth-user-pass"/>',
      `<option label="User name and key" value="auth-user-pass"/>
      <option label="OAuth" value="oauth"/>`,
    ],
  ],
}
