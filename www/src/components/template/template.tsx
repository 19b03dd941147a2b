import { isBuffer } from '../../page/buffers/load.ts'
import type { Json } from '../../page/json.ts'
import { unpack } from '../../page/packed.ts'
import { useRows } from '../../view/rows.ts'
import type { Template } from '../../vocabulary/frames.ts'
import type { ComponentProps } from '../component.ts'
import { Rendered } from './rendered.tsx'

const TemplateView = ({ model: { content, data, name } }: ComponentProps<Template>) => (
  <div {...(name && { 'data-test': name })}>
    <Rendered content={content} data={useData(data)} />
  </div>
)

/** The data of a template: any JSON, or the rows of a buffer. */
const useData = (data: Json | undefined): Json => (isBuffer(data) ? useRows(data) : unpack(data ?? null))

export const views = { template: TemplateView }
