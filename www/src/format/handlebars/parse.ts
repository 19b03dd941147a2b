import { TemplateInvalid } from './errors.ts'
import { parseCall, type Call } from './expression.ts'
import { scan, type Tag } from './scan.ts'

/** A parsed template is a list of these. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'print'; call: Call; raw: boolean }
  | { kind: 'partial'; call: Call }
  | { kind: 'inline'; call: Call; body: readonly Node[] }
  | Block

export interface Block {
  kind: 'block'
  call: Call
  body: Node[]
  otherwise: Node[]
}

/** A block whose end has not come yet. */
interface Open {
  name: string
  /** Where what comes next belongs. */
  into: Node[]
  block?: Block
  /** An `else if`: it ends where the block ends that it belongs to. */
  chained: boolean
}

/** Reads a template. Throws `TemplateInvalid` when it is not well formed. */
export function parse(source: string): readonly Node[] {
  const root: Node[] = []
  const open: Open[] = [{ name: '', into: root, chained: false }]
  for (const token of scan(source)) {
    if (token.kind === 'tag') place(token, open)
    else if (token.text) innermost(open).into.push(token)
  }
  if (open.length > 1) throw new TemplateInvalid(`{{#${innermost(open).name}}} has no end.`)
  return root
}

function innermost(open: Open[]): Open {
  const last = open.at(-1)
  if (!last) throw new TemplateInvalid('There is one end too many.')
  return last
}

type Placer = (body: string, open: Open[]) => void

const placers: Readonly<Record<Tag['sigil'], Placer>> = {
  '': (body, open) => innermost(open).into.push({ kind: 'print', call: parseCall(body), raw: false }),
  '&': (body, open) => innermost(open).into.push({ kind: 'print', call: parseCall(body), raw: true }),
  '>': (body, open) => innermost(open).into.push({ kind: 'partial', call: parseCall(body) }),
  '!': () => {},
  '#': (body, open) => begin(body, open, false),
  '#*': beginInline,
  '^': (body, open) => (body ? beginInverted(body, open) : turn('', open)),
  else: turn,
  '/': end,
}

const place = ({ sigil, body }: Tag, open: Open[]): void => placers[sigil](body, open)

function begin(body: string, open: Open[], chained: boolean): Block {
  const block: Block = { kind: 'block', call: parseCall(body), body: [], otherwise: [] }
  innermost(open).into.push(block)
  open.push({ name: block.call.name, into: block.body, block, chained })
  return block
}

function beginInverted(body: string, open: Open[]): void {
  const block = begin(body, open, false)
  const opened = innermost(open)
  opened.into = block.otherwise
}

function beginInline(body: string, open: Open[]): void {
  const call = parseCall(body)
  if (call.name !== 'inline') throw new TemplateInvalid(`There is no decorator “${call.name}”.`)
  const inside: Node[] = []
  innermost(open).into.push({ kind: 'inline', call, body: inside })
  open.push({ name: 'inline', into: inside, chained: false })
}

function turn(body: string, open: Open[]): void {
  const opened = innermost(open)
  if (!opened.block) throw new TemplateInvalid('{{else}} stands outside of a block.')
  opened.into = opened.block.otherwise
  if (body) begin(body, open, true)
}

function end(body: string, open: Open[]): void {
  let closed = open.pop()
  while (closed?.chained) closed = open.pop()
  if (!open.length || closed?.name !== body) throw new TemplateInvalid(`{{/${body}}} ends what has not begun.`)
}
