import { LazyViews } from '../view/lazy.ts'
import type { Button, Buttons, MiniButton, MiniButtons } from './button/model.ts'
import type { Checkbox } from './checkbox/model.ts'
import type { Checklist } from './checklist/model.ts'
import type { ChoiceGroup } from './choice_group/model.ts'
import type { ColorPicker } from './color_picker/model.ts'
import type { Combobox } from './combobox/model.ts'
import type { ComponentView } from './component.ts'
import type { CopyableText } from './copyable_text/model.ts'
import type { DatePicker } from './date_picker/model.ts'
import type { Dropdown } from './dropdown/model.ts'
import type { Expander } from './expander/model.ts'
import type { Facepile } from './facepile/model.ts'
import type { FileUpload } from './file_upload/model.ts'
import type { Frame } from './frame/model.ts'
import type { Image } from './image/model.ts'
import type { Inline } from './inline/model.ts'
import type { Label } from './label/model.ts'
import type { Link, Links } from './link/model.ts'
import type { Markup } from './markup/model.ts'
import type { Menu } from './menu/model.ts'
import type { MessageBar } from './message_bar/model.ts'
import type { Persona } from './persona/model.ts'
import type { Picker } from './picker/model.ts'
import type { Progress } from './progress/model.ts'
import type { RangeSlider } from './range_slider/model.ts'
import type { Separator } from './separator/model.ts'
import type { Slider } from './slider/model.ts'
import type { Spinbox } from './spinbox/model.ts'
import type { Stats } from './stats/model.ts'
import type { Stepper } from './stepper/model.ts'
import type { Table } from './table/model.ts'
import type { Tabs } from './tabs/model.ts'
import type { Tags } from './tags/model.ts'
import type { Template } from './template/model.ts'
import type { Text, TextL, TextM, TextS, TextXl, TextXs } from './text/model.ts'
import type { Textbox } from './textbox/model.ts'
import type { TimePicker } from './time_picker/model.ts'
import type { Toggle } from './toggle/model.ts'
import type { VegaVisualization } from './vega_visualization/model.ts'
import type { Visualization } from './visualization/model.ts'

/** What page authors can put into a form: the attributes of each, by tag. */
export interface Components {
  button: Button
  buttons: Buttons
  checkbox: Checkbox
  checklist: Checklist
  choice_group: ChoiceGroup
  color_picker: ColorPicker
  combobox: Combobox
  copyable_text: CopyableText
  date_picker: DatePicker
  dropdown: Dropdown
  expander: Expander
  facepile: Facepile
  file_upload: FileUpload
  frame: Frame
  image: Image
  inline: Inline
  label: Label
  link: Link
  links: Links
  markup: Markup
  menu: Menu
  message_bar: MessageBar
  mini_button: MiniButton
  mini_buttons: MiniButtons
  persona: Persona
  picker: Picker
  progress: Progress
  range_slider: RangeSlider
  separator: Separator
  slider: Slider
  spinbox: Spinbox
  stats: Stats
  stepper: Stepper
  table: Table
  tabs: Tabs
  tags: Tags
  template: Template
  text: Text
  text_l: TextL
  text_m: TextM
  text_s: TextS
  text_xl: TextXl
  text_xs: TextXs
  textbox: Textbox
  time_picker: TimePicker
  toggle: Toggle
  vega_visualization: VegaVisualization
  visualization: Visualization
}

export type ComponentTag = keyof Components

/** A family of components: what its module exports. */
type Family<Tag extends ComponentTag> = { views: { [T in Tag]: ComponentView<Components[T]> } }

const button = () => import('./button/button.tsx')
const link = () => import('./link/link.tsx')
const text = () => import('./text/text.tsx')

/** Where each view comes from. A component without one does not compile. */
const loaders: { [Tag in ComponentTag]: () => Promise<Family<Tag>> } = {
  button,
  buttons: button,
  checkbox: () => import('./checkbox/checkbox.tsx'),
  checklist: () => import('./checklist/checklist.tsx'),
  choice_group: () => import('./choice_group/choice_group.tsx'),
  color_picker: () => import('./color_picker/color_picker.tsx'),
  combobox: () => import('./combobox/combobox.tsx'),
  copyable_text: () => import('./copyable_text/copyable_text.tsx'),
  date_picker: () => import('./date_picker/date_picker.tsx'),
  dropdown: () => import('./dropdown/dropdown.tsx'),
  expander: () => import('./expander/expander.tsx'),
  facepile: () => import('./facepile/facepile.tsx'),
  file_upload: () => import('./file_upload/file_upload.tsx'),
  frame: () => import('./frame/frame.tsx'),
  image: () => import('./image/image.tsx'),
  inline: () => import('./inline/inline.tsx'),
  label: () => import('./label/label.tsx'),
  link,
  links: link,
  markup: () => import('./markup/markup.tsx'),
  menu: () => import('./menu/menu.tsx'),
  message_bar: () => import('./message_bar/message_bar.tsx'),
  mini_button: button,
  mini_buttons: button,
  persona: () => import('./persona/persona.tsx'),
  picker: () => import('./picker/picker.tsx'),
  progress: () => import('./progress/progress.tsx'),
  range_slider: () => import('./range_slider/range_slider.tsx'),
  separator: () => import('./separator/separator.tsx'),
  slider: () => import('./slider/slider.tsx'),
  spinbox: () => import('./spinbox/spinbox.tsx'),
  stats: () => import('./stats/stats.tsx'),
  stepper: () => import('./stepper/stepper.tsx'),
  table: () => import('./table/table.tsx'),
  tabs: () => import('./tabs/tabs.tsx'),
  tags: () => import('./tags/tags.tsx'),
  template: () => import('./template/template.tsx'),
  text,
  text_l: text,
  text_m: text,
  text_s: text,
  text_xl: text,
  text_xs: text,
  textbox: () => import('./textbox/textbox.tsx'),
  time_picker: () => import('./time_picker/time_picker.tsx'),
  toggle: () => import('./toggle/toggle.tsx'),
  vega_visualization: () => import('./vega_visualization/vega_visualization.tsx'),
  visualization: () => import('./visualization/visualization.tsx'),
}

/** The views of components. Which model goes with which is proven above; from here on it is a matter of the page's JSON. */
export const componentViews = new LazyViews(loaders as unknown as Record<string, () => Promise<{ views: Record<string, ComponentView<never>> }>>)
