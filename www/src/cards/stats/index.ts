import './stats.css'
import type { CardView } from '../../view/card.ts'
import { LargeBarStat, WideBarStat } from './bar_stats.tsx'
import { TallGaugeStat, WideGaugeStat } from './gauge_stats.tsx'
import { WidePieStat } from './pie_stat.tsx'
import { SmallSeriesStat, TallSeriesStat, WideSeriesStat } from './series_stats.tsx'
import { StatList } from './lists/stat_list.tsx'
import { StatTable } from './lists/stat_table.tsx'
import { TallStats } from './tall_stats.tsx'
import { LargeStat, SmallStat } from './value_stats.tsx'

type Tag =
  | 'large_bar_stat'
  | 'large_stat'
  | 'small_series_stat'
  | 'small_stat'
  | 'stat_list'
  | 'stat_table'
  | 'tall_gauge_stat'
  | 'tall_series_stat'
  | 'tall_stats'
  | 'wide_bar_stat'
  | 'wide_gauge_stat'
  | 'wide_pie_stat'
  | 'wide_series_stat'

export const views: Record<Tag, CardView> = {
  large_bar_stat: LargeBarStat,
  large_stat: LargeStat,
  small_series_stat: SmallSeriesStat,
  small_stat: SmallStat,
  stat_list: StatList,
  stat_table: StatTable,
  tall_gauge_stat: TallGaugeStat,
  tall_series_stat: TallSeriesStat,
  tall_stats: TallStats,
  wide_bar_stat: WideBarStat,
  wide_gauge_stat: WideGaugeStat,
  wide_pie_stat: WidePieStat,
  wide_series_stat: WideSeriesStat,
}
