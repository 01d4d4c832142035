/** The variable that a bundle must assign the script's function to before `wrapScript` takes it. */
export const bundleVariable = '__tacosmith'
