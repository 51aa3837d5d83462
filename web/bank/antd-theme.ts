import type { ThemeConfig } from 'antd'

/** The tokens of the dossier for antd's components: petrol ink on white sheets, no shadow but on overlays. */
export const antdTheme: ThemeConfig = {
  cssVar: { key: 'sanxin' },
  hashed: false,
  token: {
    colorPrimary: '#0e5874',
    colorInfo: '#0e5874',
    colorSuccess: '#17604d',
    colorWarning: '#9a4108',
    colorError: '#b3261e',
    colorTextBase: '#14213a',
    colorTextSecondary: '#46536b',
    colorTextTertiary: '#5b6780',
    colorTextDescription: '#5b6780',
    colorTextPlaceholder: '#5b6780',
    colorBgLayout: '#f3f4f1',
    colorBorderSecondary: '#e5e8ec',
    borderRadius: 6,
    fontSize: 14,
    controlHeight: 34,
    fontFamily: 'var(--font)',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Table: {
      headerBg: '#ffffff',
      headerColor: '#5b6780',
      headerSplitColor: 'transparent',
      cellPaddingBlock: 9,
      cellPaddingInline: 10,
    },
  },
}
