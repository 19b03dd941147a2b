/** Of the package of machines for menus and calendars only what we use: the rest of it needs `preact/compat`, see flush_sync.ts. */
export { useMachine } from '../../node_modules/@zag-js/preact/dist/machine.mjs'
export { normalizeProps } from '../../node_modules/@zag-js/preact/dist/normalize-props.mjs'
