import { words } from "@/messages/words";

type Field = { name: string; says: string };

type Operation = {
  name: string;
  method: string;
  path: string;
  summary: string;
  scopes: readonly string[];
  fields: readonly Field[];
  curl: string;
};

type Props = {
  /** Of the page. */
  name: string;
  address: string;
  parts: readonly { tag: string; operations: readonly Operation[] }[];
};

/** The API for people to read: each operation with an example that can be pasted into a shell. */
export function ApiReference({ name, address, parts }: Props) {
  const t = words();
  return (
    <main id="main" className="column reference">
      <p>
        <a href="/">{t("reference.back")}</a>
      </p>
      <h1>{t("reference.heading", { name })}</h1>
      <p>{t("reference.intro", { address: `${address}/v1` })}</p>
      <p>{t("reference.token")}</p>
      <pre data-shell="setup">
        <code>export TOKEN=candor_…</code>
      </pre>
      <p>
        <a href="/api/openapi.json">{t("reference.document")}</a>
      </p>
      {parts.map(({ tag, operations }) => (
        <section key={tag} aria-labelledby={tag}>
          <h2 id={tag}>{tag}</h2>
          {operations.map((operation) => (
            <OperationPart key={operation.name} {...operation} />
          ))}
        </section>
      ))}
    </main>
  );
}

function OperationPart({ name, method, path, summary, scopes, fields, curl }: Operation) {
  const t = words();
  return (
    <article id={name}>
      <h3>
        <code>
          {method} /v1{path}
        </code>
      </h3>
      <p>
        {summary}. {scopes.length > 0 && t("reference.scopes", { scopes: scopes.join(", ") })}
      </p>
      <pre data-shell={name}>
        <code>{curl}</code>
      </pre>
      {fields.length > 0 && (
        <details>
          <summary>{t("reference.fields")}</summary>
          <dl>
            {fields.map((field) => (
              <div key={field.name}>
                <dt>
                  <code>{field.name}</code>
                </dt>
                <dd>{field.says}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  );
}
