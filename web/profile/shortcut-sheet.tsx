import { useEffect, useRef } from 'react'
import type { SectionTab } from '../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../components/language.ts'
import { tabKeys } from './section-place.ts'
import type { PageKeys } from './use-page-keys.ts'

/** The keys of this page, and the switch that turns them off. */
export function ShortcutSheet({ keys, sections }: { keys: PageKeys; sections: readonly SectionTab[] }) {
  const { t } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const { sheet, showSheet } = keys
  useEffect(() => {
    if (sheet) dialog.current?.showModal()
    else dialog.current?.close()
  }, [sheet])
  const rows: [string, string][] = [
    ...sections.map(
      (section, index) =>
        [tabKeys[index] ?? '', t('profile.keys.open', { name: t(`profile.sections.${section.id}`) })] as [
          string,
          string,
        ],
    ),
    ['← →', t('profile.keys.arrows')],
    ['/', t('profile.keys.search')],
    ['?', t('profile.keys.sheet')],
    ['Esc', t('profile.keys.escape')],
  ]
  return (
    <>
      <button type="button" className="keys-button" onClick={() => showSheet(true)}>
        <kbd>?</kbd>
        <span className="spoken">{t('profile.keys.title')}</span>
      </button>
      <dialog
        ref={dialog}
        className="shortcut-sheet"
        aria-label={t('profile.keys.title')}
        onClose={() => showSheet(false)}
      >
        <h2>{t('profile.keys.title')}</h2>
        <dl>
          {rows.map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input type="checkbox" checked={keys.on} onChange={(event) => keys.turn(event.target.checked)} />{' '}
          {t('profile.keys.on')}
        </label>
        <button type="button" className="button" onClick={() => showSheet(false)}>
          {t('shell.close')}
        </button>
      </dialog>
    </>
  )
}
