import './frame.css'
import { toCssLength } from '../../view/css.ts'
import type { Frame } from '../../vocabulary/frames.ts'
import type { ComponentProps } from '../component.ts'
import { DocumentFrame } from './document.tsx'

function FrameView({ model: { path, content, height, name } }: ComponentProps<Frame>) {
  return (
    <div class="w-frame" style={{ height: toCssLength(height) ?? '150px' }} {...(name && { 'data-test': name })}>
      <DocumentFrame title={name || 'Embedded page'} path={path} content={content} />
    </div>
  )
}

export const views = { frame: FrameView }
