import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface ListCard {
  title: string
  item_view: string
  item_props: Json
  data: Json
  commands?: Command[]
}

export interface RepeatCard {
  item_view: string
  item_props: Json
  data: Json
  commands?: Command[]
}

export interface FlexCard {
  item_view: string
  item_props: Json
  data: Json
  direction?: 'horizontal' | 'vertical'
  justify?: 'start' | 'end' | 'center' | 'between' | 'around'
  align?: 'start' | 'end' | 'center' | 'baseline' | 'stretch'
  wrap?: 'start' | 'end' | 'center' | 'between' | 'around' | 'stretch'
  commands?: Command[]
}

export interface GridCard {
  title: string
  cells: Json
  data: Json
  commands?: Command[]
}

export interface ListItem1Card {
  title: string
  caption: string
  value: string
  aux_value: string
  data: Json
  commands?: Command[]
}
