import embed, { type Result } from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'
import type { JsonObject } from '../../page/json.ts'
import { lookOf } from '../../plot/paint/theme.ts'
import { fitted, type Chart, type Grammar, type Room } from './specification.ts'

/** Draws a chart into an element. Vega, which is large, comes along with this module. */
export async function drawChart(into: HTMLElement, { spec }: Chart, grammar: Grammar, room: Room): Promise<Result> {
  return embed(into, fitted(spec, room) as never, {
    mode: grammar,
    actions: false,
    renderer: 'canvas',
    // Expressions are interpreted, not compiled: compiling them is forbidden by a strict Content-Security-Policy.
    ast: true,
    expr: expressionInterpreter,
    // Style elements are forbidden by it too; what they say is in our own stylesheet.
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    config: configOf(into) as never,
  })
}

/** Of text, in pixels: as in our own plots. */
const sizes = { labelFontSize: 12, titleFontSize: 12 }

/** The colours of the page, where the specification has none of its own. */
function configOf(element: HTMLElement): JsonObject {
  const { ink: text, muted: soft, axis: line, grid, font } = lookOf(element)
  return {
    background: 'transparent',
    font,
    title: { color: text, subtitleColor: soft },
    axis: { ...sizes, labelColor: soft, titleColor: text, titleFontWeight: 600, domainColor: line, tickColor: line, gridColor: grid },
    legend: { ...sizes, labelColor: soft, titleColor: text, titleFontWeight: 600 },
    header: { ...sizes, labelColor: soft, titleColor: text },
    view: { stroke: grid },
    style: { 'guide-label': { fill: soft }, 'guide-title': { fill: text }, 'group-title': { fill: text } },
  }
}
