import { contentCards } from './cards.ts'
import { choosing } from './choices.ts'
import { containers } from './containers.ts'
import { inputs } from './inputs.ts'
import { metas } from './meta.ts'
import { stats } from './stats.ts'
import type { Table } from './table.ts'
import { tables } from './tables.ts'
import { texts } from './texts.ts'
import { visuals } from './visuals.ts'

/** Everything that authors can put on a page. */
export const all: readonly Table[] = [contentCards, choosing, containers, inputs, metas, stats, tables, texts, visuals].flat()
