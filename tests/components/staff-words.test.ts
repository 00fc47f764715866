import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { editedLine } from "@/components/staff/composer-fields";
import { EffectAndScope } from "@/components/staff/effect-and-scope";
import { TextArea, TextField } from "@/components/staff/fields";
import { emptyState, type FormState } from "@/components/staff/form-state";
import { TakeOffline } from "@/components/staff/offline-section";
import { Problem } from "@/components/staff/problem";
import { quickWording } from "@/components/staff/quick-draft";
import { quickFields } from "@/components/staff/quick-fields";
import { KeptText } from "@/components/staff/signed-out";
import { startSentence } from "@/components/staff/start-sentence";
import { BodyField } from "@/components/staff/text-section";
import { pageNamed, text } from "../support/rendered";

const nothing = () => undefined;
const html = (element: ReactElement) => renderToStaticMarkup(element);
const planned = "Scheduled maintenance of the database";

describe("words of planning are warned about, with the reason, in each text of an incident that customers read", () => {
  const line = { id: "f", errors: {}, onChange: nothing };
  const offline = { id: "f", components: [], offline: [], onChange: nothing };
  const fields: [string, (words: string) => ReactElement][] = [
    ["the text", (value) => createElement(BodyField, { id: "f", value, onChange: nothing })],
    ["the effect", (effect) => createElement(EffectAndScope, { ...line, fields: { effect, scope: "" } })],
    ["the scope", (scope) => createElement(EffectAndScope, { ...line, fields: { effect: "", scope } })],
    ["the reason for taking something offline", (reason) => createElement(TakeOffline, { ...offline, reason })],
    ["a line of a form", (initial) => createElement(TextField, { name: "n", label: "L", initial, ofIncident: true })],
    ["a text of a form", (initial) => createElement(TextArea, { name: "n", label: "L", initial, ofIncident: true })],
  ];

  test.each(fields)("in %s", (_, field) => {
    const warned = html(field(planned));
    expect(text(warned)).toContain("Is “scheduled” and “maintenance” what you mean?");
    expect(text(warned)).toContain("Nobody announced it");
    const id = /<p id="([^"]+-warning)" role="status"><span/.exec(warned)?.[1];
    expect(warned).toMatch(new RegExp(`aria-describedby="[^"]*${id}`));
    expect(warned).not.toContain("aria-invalid=");
  });

  test.each(fields)("in %s, but not when it is denied", (_, field) => {
    expect(text(html(field("This is not scheduled maintenance.")))).not.toContain("what you mean?");
  });

  test("what only staff read is left alone", () => {
    const field = createElement(TextField, { name: "n", label: "L", initial: planned });
    expect(html(field)).not.toContain("what you mean?");
  });
});

describe("the list of what is wrong", () => {
  const wrong = (errors: Record<string, string>) =>
    html(
      createElement(Problem, {
        formId: "f",
        state: { ...emptyState, errors, problem: { kind: "invalid", text: "Look at this:" } },
      }),
    );

  test("leads to the field", () => {
    expect(wrong({ name: "Write a name." })).toContain('<a class="text-danger underline" href="#f-name">Write a name.');
    expect(wrong({ groupId: "Not there." })).toContain('href="#f-groupId"');
  });

  test.each(["componentId", "incidentId", "personId", "templateId", "invitationId"])(
    "leads nowhere for %s, which has no field",
    (name) => {
      const shown = wrong({ [name]: "It is not there any more." });
      expect(shown).toContain("It is not there any more.");
      expect(shown).not.toContain("<a ");
    },
  );
});

test("a form that came without a session shows all that was typed, and sends the rest along", () => {
  const values = { incidentId: ["i1"], title: ["A title"], reason: ["Why not"], effect: ["It is slow"], body: [""] };
  const state: FormState = { ...emptyState, values };
  const kept = html(createElement(KeptText, { state, dispatch: nothing, pending: false }));
  for (const [name, value] of [
    ["title", "A title"],
    ["reason", "Why not"],
    ["effect", "It is slow"],
  ])
    expect(kept).toMatch(new RegExp(`<textarea name="${name}"[^>]*>${value}</textarea>`));
  expect(kept).toContain('<input type="hidden" name="incidentId" value="i1"/>');
  expect(kept).toMatch(/<textarea name="body"/);
});

describe("editing an update that was posted", () => {
  test("a line that is emptied is not told by this update any more, instead of being taken away by it", () => {
    expect(editedLine(" ", "You can’t sign in")).toBeNull();
  });

  test("what was left alone stays as it is, and what was written is kept", () => {
    expect(editedLine("", "")).toBeUndefined();
    expect(editedLine("It is slow", "It is slow")).toBeUndefined();
    expect(editedLine("It is slow", "")).toBe("It is slow");
  });
});

test("a prepared sentence names the moment at which it was chosen, however long it waits", () => {
  const template = { id: "t", name: "T", status: "investigating" as const, body: "Since {{since}}.", effect: null };
  const chosenAt = Date.parse("2026-11-22T10:00:00Z");
  const { since, sentence } = quickFields({ sentence: ["t"], since: [String(chosenAt)] });
  const bodyAt = (now: number) =>
    quickWording({ names: [], state: "operational", sentence, since }, [template], "UTC", now).body;
  expect(bodyAt(chosenAt + 20 * 60_000)).toBe(bodyAt(chosenAt));
  expect(bodyAt(chosenAt)).toContain("10:00am");
});

test("staff are not told that planned work runs when nobody announced it", () => {
  expect(startSentence(pageNamed("window-unannounced"))).toBe("Work that nobody announced is running");
  expect(startSentence(pageNamed("maintenance"))).toBe("Planned work is running");
});
