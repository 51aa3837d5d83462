import { useLanguage, type Words } from '../../components/language.ts'

export interface ReadingNote {
  number: number
  tone: string
  title: Words
  text: Words
}

/** 读图要点: what the numbers on the chart say. */
export function ReadingNotes({ notes }: { notes: readonly ReadingNote[] }) {
  const { t, words } = useLanguage()
  return (
    <aside className="reading" aria-label={t('profile.trends.reading')}>
      <h3>{t('profile.trends.reading')}</h3>
      <ol>
        {notes.map((note) => (
          <li key={note.number} className={`reading-note ${note.tone}`}>
            <i aria-hidden="true">{note.number}</i>
            <b>{words(note.title)}</b>
            <p>{words(note.text)}</p>
          </li>
        ))}
      </ol>
    </aside>
  )
}
