import { useLanguage } from '../components/language.ts'
import {
  answerSchemaOf,
  bodySchemaOf,
  curlOf,
  type Entry,
  type JsonSchema,
  membersOf,
  requiredOf,
  typeText,
} from './open-api.ts'

const depthMax = 6

export function OperationCard({ entry }: { entry: Entry }) {
  const { t, language } = useLanguage()
  const { operation } = entry
  const summary = language === 'en' ? operation.summary : (operation.description ?? operation.summary)
  const body = bodySchemaOf(operation)
  const answer = answerSchemaOf(operation)
  const parameters = operation.parameters ?? []
  return (
    <section className="operation" id={entry.id} aria-labelledby={`${entry.id}-title`}>
      <h3 id={`${entry.id}-title`}>{summary ?? entry.id}</h3>
      <p className="route">
        <b className={entry.method}>{entry.method.toUpperCase()}</b> <code>{entry.path}</code>
      </p>
      {parameters.length > 0 ? (
        <>
          <h4>{t('api.parameters')}</h4>
          <ul className="members">
            {parameters.map((parameter) => (
              <li key={`${parameter.in}-${parameter.name}`}>
                <code>{parameter.name}</code>{' '}
                <span className="type" translate="no">
                  {typeText(parameter.schema)}
                </span>{' '}
                <span className="where" translate="no">
                  {parameter.in}
                </span>
                {parameter.required ? <span className="required"> {t('api.required')}</span> : null}
                <Description text={parameter.description ?? parameter.schema?.description} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {body ? <SchemaSection title={t('api.body')} schema={body} open /> : null}
      {answer ? <SchemaSection title={t('api.answer')} schema={answer} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="command" tabIndex={0} translate="no" aria-label={`curl ${entry.id}`}>
        <pre>{curlOf(entry, location.origin)}</pre>
      </section>
    </section>
  )
}

function SchemaSection({
  title,
  schema,
  open = false,
}: {
  title: string
  schema: JsonSchema
  open?: boolean
}) {
  return (
    <details open={open}>
      <summary>
        <h4>{title}</h4>{' '}
        <span className="type" translate="no">
          {typeText(schema)}
        </span>
      </summary>
      <Members schema={schema} depth={0} />
    </details>
  )
}

function Members({ schema, depth }: { schema: JsonSchema; depth: number }) {
  const { t } = useLanguage()
  const members = membersOf(schema)
  if (!members || depth > depthMax) return null
  const required = requiredOf(schema)
  return (
    <ul className="members">
      {Object.entries(members).map(([name, member]) => (
        <li key={name}>
          <code>{name}</code>{' '}
          <span className="type" translate="no">
            {typeText(member)}
          </span>
          {required.includes(name) ? <span className="required"> {t('api.required')}</span> : null}
          <Description text={member.description} />
          <Members schema={member} depth={depth + 1} />
        </li>
      ))}
    </ul>
  )
}

function Description({ text }: { text: string | undefined }) {
  return text ? (
    <span className="description" lang="en">
      {text}
    </span>
  ) : null
}
