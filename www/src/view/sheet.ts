/**
 * Adds rules to the document as a constructed stylesheet, which a strict Content-Security-Policy allows.
 *
 * Called once per stylesheet file, by the module that the build makes of `import './x.css'`.
 */
export function adopt(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  // Not a new list: the document would take up all the others once more.
  document.adoptedStyleSheets.push(sheet)
  return sheet
}
