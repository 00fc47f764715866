import type { TimelineEntry } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Sentence } from "./time";

type Edited = NonNullable<Extract<TimelineEntry, { kind: "update" }>["edited"]>;

/** The record keeps what an edited update said. */
export function SaidBefore({ edited, scope, moment }: { edited: Edited; scope: string | null; moment: Moment }) {
  const t = words();
  const kept = edited.before.length > 0;
  const said = phrase(t(kept ? "incident.saidBefore" : "incident.edited", { at: time(edited.at) }), moment);
  if (!kept) {
    return (
      <p className="entry-note">
        <Sentence of={said} />
      </p>
    );
  }
  return (
    <details className="said-before">
      <summary>
        <Sentence of={said} />
      </summary>
      {edited.before.map((before, index) => (
        <blockquote key={before.at}>
          <p className="entry-note">
            <Sentence of={phrase(t("incident.until", { at: time(before.at) }), moment)} />
          </p>
          {before.effect === null ? null : <p>{t("incident.effectChanged", { effect: before.effect })}</p>}
          {before.scope === null || before.scope === (edited.before[index - 1] ?? { scope }).scope ? null : (
            <p>{t("incident.forScope", { scope: before.scope })}</p>
          )}
          <Markdown text={before.body} />
        </blockquote>
      ))}
    </details>
  );
}
