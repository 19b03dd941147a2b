import { isObject, type Json } from '../../page/json.ts'

/** The attributes of SVG that are written in camelCase; all others have hyphens. */
const camelCased: ReadonlySet<string> = new Set(
  (
    'attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef ' +
    'gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle ' +
    'markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform ' +
    'patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur ' +
    'specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues ' +
    'targetX targetY textLength viewBox xChannelSelector yChannelSelector zoomAndPan'
  ).split(' '),
)

/** What means something to the renderer rather than to SVG. */
const reserved: ReadonlySet<string> = new Set(['key', 'ref', 'children', 'dangerouslySetInnerHTML'])
const renamed: Readonly<Record<string, string>> = { className: 'class', xlinkHref: 'href', 'xlink:href': 'href' }
const script = /^(?:javascript|vbscript|data(?!:image\/))\b/i

export type SvgAttributes = Record<string, string | number | boolean>

/** The name of an attribute as SVG has it, from snake_case or camelCase. */
export function attributeName(name: string): string {
  const camel = name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (camelCased.has(camel)) return camel
  return renamed[camel] ?? camel.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The attributes of an element, without what could run: handlers, and addresses that are scripts. */
export function attributesOf(element: Json): SvgAttributes {
  const attributes: SvgAttributes = {}
  if (!isObject(element)) return attributes
  for (const [key, value] of Object.entries(element)) {
    if (key === '_t' || reserved.has(key) || value === null || typeof value === 'object') continue
    const name = attributeName(key)
    if (!/^on/i.test(name) && isSafe(name, value)) attributes[name] = value
  }
  return attributes
}

// Browsers ignore control characters and white space in front of and within a scheme.
const isSafe = (name: string, value: string | number | boolean): boolean =>
  !/href$/i.test(name) || !script.test(String(value).replace(/[\u0000-\u0020]/g, ''))
