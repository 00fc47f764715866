import type { TimelineEntry } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Sentence } from "./time";

type Edited = NonNullable<Extract<TimelineEntry, { kind: "update" }>["edited"]>;

/** The record keeps what an edited update said. */
export function SaidBefore({ edited, moment }: { edited: Edited; moment: Moment }) {
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
      {edited.before.map((before) => (
        <blockquote key={before.at}>
          <p className="entry-note">
            <Sentence of={phrase(t("incident.until", { at: time(before.at) }), moment)} />
          </p>
          {before.effect === null ? null : <p>{t("incident.effectChanged", { effect: before.effect })}</p>}
          <Markdown text={before.body} />
        </blockquote>
      ))}
    </details>
  );
}
