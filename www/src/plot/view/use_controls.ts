import { effect } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isObject } from '../../page/json.ts'
import { themeVersion } from '../../theme/theme.ts'
import { useTree } from '../../view/reactive.ts'
import { parseLayers } from '../grammar/layer.ts'
import type { PlotSpec } from '../grammar/spec.ts'
import { Controls } from './controls.ts'
import { listen } from './gestures.ts'
import type { PlotProps } from './plot_view.tsx'
import { tableOf } from './table_of.ts'

export interface Stage {
  readonly stage: RefObject<HTMLDivElement | null>
  readonly ground: RefObject<HTMLCanvasElement | null>
  readonly overlay: RefObject<HTMLCanvasElement | null>
  /** As soon as there is something to draw upon. */
  readonly controls: Controls | undefined
}

type ControlProps = Pick<PlotProps, 'plot' | 'data' | 'events' | 'interactions' | 'onSelect'>

/** Ties the controls of a plot to its elements, its data, its layers and the theme. */
export function useControls({ plot, data, events, interactions, onSelect }: ControlProps): Stage {
  const stage = useRef<HTMLDivElement>(null)
  const ground = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const [controls, setControls] = useState<Controls>()

  useEffect(() => {
    if (!stage.current || !ground.current || !overlay.current) return
    const made = new Controls({ stage: stage.current, ground: ground.current, overlay: overlay.current })
    setControls(made)
    return () => made.dispose()
  }, [])

  useEffect(() => controls && effect(() => controls.chart.show({ layers: parseLayers(specOf(plot)) })), [controls, plot])
  useEffect(() => controls && effect(() => controls.chart.show({ table: tableOf(data) })), [controls, data])
  useEffect(() => controls && themeVersion.subscribe(() => controls.chart.recolour()), [controls])

  const wantsMarks = events?.includes('select_marks') ?? false
  // Lists are new at every rendering, even when they say the same.
  const allowed = interactions?.join(' ') ?? ''
  useEffect(() => {
    if (!controls || !stage.current) return
    controls.options = { interactions: new Set(allowed.split(' ')), onSelect: wantsMarks ? onSelect : undefined }
    return listen(stage.current, controls.gestures())
  }, [controls, wantsMarks, allowed, onSelect])

  return { stage, ground, overlay, controls }
}

/** The layers, and all that is nested in them: an edit deep inside draws the plot anew. */
const specOf = (plot: unknown): PlotSpec | undefined => (isObject(plot) ? (useTree(plot) as PlotSpec) : undefined)
