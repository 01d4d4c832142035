export const root =
  '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'
