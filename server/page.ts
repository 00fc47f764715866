import { z } from "zod";
import type { Instant, PageFacts } from "@/domain/facts";
import { isTimeZone } from "@/domain/zone";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { line, parse } from "./input";
import { logoImage } from "./logo";
import { orFromMemory } from "./memory";
import { settings } from "./settings";
import { currentFacts } from "./snapshot";
import { dateOf, instantOrNull } from "./time";
import { write } from "./write";

const largestLogoBytes = 32 * 1024;

/** Empty text and null both mean none. */
function emptyIsNull<S extends z.ZodType>(schema: S) {
  return z.preprocess(
    (given) => (typeof given === "string" && given.trim() === "" ? null : (given ?? null)),
    schema.nullable(),
  );
}

const supportLink = z
  .string({ error: "Write a link or an e-mail address." })
  .trim()
  .max(500, { error: "This link is too long; shorten it to 500 characters." })
  .transform((text) => (/^[^\s:/@]+@[^\s:/@]+$/.test(text) ? `mailto:${text}` : text))
  .refine((text) => ["https:", "http:", "mailto:"].includes(URL.parse(text)?.protocol ?? ""), {
    error: "Write a link that begins with https://, or an e-mail address.",
  });

export const changePageInput = z.object({
  name: line("the name of the page", 100),
  timeZone: z.string().refine(isTimeZone, { error: "Choose a time zone, such as Europe/Berlin or America/New_York." }),
  supportLink: emptyIsNull(supportLink),
  accentColor: emptyIsNull(
    z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, { error: "Write a colour as # and six digits, such as #2f6fde." })
      .toLowerCase(),
  ),
  logo: emptyIsNull(
    z
      .string()
      .refine((text) => logoImage(text) !== null, { error: "Choose an image: PNG, JPEG, WebP or SVG." })
      .refine((text) => (logoImage(text)?.bytes.length ?? 0) <= largestLogoBytes, {
        error: "This image is too large; choose one of at most 32 KB.",
      }),
  ),
});
export type ChangePageInput = z.input<typeof changePageInput>;

/** Changes name, zone, support link and looks; the first time it ends the set-up. */
export async function changePage(actor: Actor | null, input: ChangePageInput, now?: Instant): Promise<void> {
  authorize(actor, "page.write");
  const given = parse(changePageInput, input);
  await write(
    actor,
    async (tx, at) => {
      const { name, timeZone, supportLink, accentColor, logo, setUpAt } = await tx.page.findUniqueOrThrow({
        where: { id: "page" },
      });
      const before: PageFacts = { name, timeZone, supportLink, accentColor, logo, setUpAt: instantOrNull(setUpAt) };
      const after: PageFacts = { ...given, setUpAt: before.setUpAt ?? at };
      await tx.page.update({ where: { id: "page" }, data: { ...given, setUpAt: dateOf(after.setUpAt ?? at) } });
      return {
        event: { type: "page.changed", subjectKind: "page", subjectId: "page", before, after },
        result: undefined,
      };
    },
    { now },
  );
}

/** The page's own settings, from the database, or as they were last known while that is away. */
export async function pageSettings(): Promise<PageFacts> {
  const known = currentFacts()?.facts.page;
  return known ? orFromMemory(readPage, () => known) : readPage();
}

async function readPage(): Promise<PageFacts> {
  const row = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  const { name, timeZone, supportLink, accentColor, logo, setUpAt } = row;
  return { name, timeZone, supportLink, accentColor, logo, setUpAt: instantOrNull(setUpAt) };
}

/** Makes the page's row when there is none; gives back the database's id. */
export async function ensurePage(): Promise<{ databaseId: string }> {
  const { pageName: name, pageTimeZone: timeZone } = settings();
  await database().page.createMany({ data: [{ id: "page", name, timeZone }], skipDuplicates: true });
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  return { databaseId };
}
