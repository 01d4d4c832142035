export const field =
  '<field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>'
