import { chooseLanguage, useLanguage } from './language.ts'

export function LanguageSwitch() {
  const { t, language } = useLanguage()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a bar of buttons.
    <div className="language-switch" role="group" aria-label={t('shell.language')}>
      <button type="button" aria-pressed={language === 'zh-CN'} onClick={() => chooseLanguage('zh-CN')}>
        <span lang="zh-CN">中文</span>
      </button>
      <button type="button" aria-pressed={language === 'en'} onClick={() => chooseLanguage('en')}>
        <span lang="en">EN</span>
      </button>
    </div>
  )
}
