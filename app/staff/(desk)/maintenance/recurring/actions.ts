"use server";

import { type FormState, type Values, valuesOf } from "@/components/staff/form-state";
import { changeSeries, endSeries, scheduleSeries, skipOccurrence } from "@/server/series";
import { answer } from "../../../answer";
import { filled, onceKey, text } from "../../../fields";
import { nextDates } from "./next-dates";
import { recurrenceInput, seriesInput } from "./series-input";

const done = (id: string, word: string, values: Values) =>
  `/staff/maintenance/recurring/${id}?done=${word}&at=${Date.now()}&posted=${encodeURIComponent(text(values, "key"))}`;

export async function save(previous: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  const state = await answer(previous, form, async (actor) => {
    const plan = seriesInput(values);
    const seriesId = filled(values, "seriesId");
    if (!seriesId) return done((await scheduleSeries(actor, { ...plan, key: onceKey(form) })).id, "planned", values);
    await changeSeries(actor, { ...plan, seriesId, seen: Number(text(values, "seen")) });
    return done(seriesId, "series_changed", values);
  });
  return { ...state, choices: { ...state.choices, dates: nextDates(recurrenceInput(values), Date.now()).dates } };
}

export async function skip(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const seriesId = text(values, "seriesId");
    await skipOccurrence(actor, { seriesId, occurrence: text(values, "occurrence") });
    return done(seriesId, "skipped", values);
  });
}

export async function end(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async (actor) => {
    const values = valuesOf(form);
    const seriesId = text(values, "seriesId");
    await endSeries(actor, { seriesId });
    return done(seriesId, "series_ended", values);
  });
}
