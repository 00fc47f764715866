import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { noticeOf } from "./fact-rows";
import { newId } from "./ids";
import { id, instant, key, line, parse, prose } from "./input";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf, dateOrNull } from "./time";
import { onceFor, type Tx, write } from "./write";

const details = {
  title: line("a title", 255),
  body: prose("what people should know", 25_000),
  /** Absent: from now on, or as it was. */
  fromAt: instant("from when it is shown").nullish(),
  /** Absent or null: until it is withdrawn. */
  untilAt: instant("until when it is shown").nullish(),
};

export const publishNoticeInput = z.object({ ...details, key });
export const editNoticeInput = z.object({ noticeId: id, ...details });
export const withdrawNoticeInput = z.object({ noticeId: id });

/** Publishes information that changes neither mode nor uptime. */
export async function publishNotice(
  actor: Actor | null,
  input: z.input<typeof publishNoticeInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "notices.write");
  const { key, title, body, fromAt, untilAt } = parse(publishNoticeInput, input);
  return write(
    actor,
    async (tx, at) => {
      const notice = { id: newId(), title, body, fromAt: fromAt ?? at, untilAt: untilAt ?? null };
      refuseOver(notice, at);
      const times = { fromAt: dateOf(notice.fromAt), untilAt: dateOrNull(notice.untilAt), postedAt: dateOf(at) };
      await tx.notice.create({ data: { ...notice, ...times } });
      return { event: about(notice.id, "notice.published", null, notice), result: { id: notice.id } };
    },
    { now, once: onceFor("publishNotice", key) },
  );
}

export async function editNotice(
  actor: Actor | null,
  input: z.input<typeof editNoticeInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "notices.write");
  const { noticeId, title, body, fromAt, untilAt } = parse(editNoticeInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, noticeId);
      const after = { ...before, title, body, fromAt: fromAt ?? before.fromAt, untilAt: untilAt ?? null };
      if (after.untilAt !== before.untilAt) refuseOver(after, at);
      const times = { fromAt: dateOf(after.fromAt), untilAt: dateOrNull(after.untilAt) };
      await tx.notice.update({ where: { id: noticeId }, data: { title, body, ...times } });
      return { event: about(noticeId, "notice.edited", before, after), result: undefined };
    },
    { now },
  );
}

/** Takes a notice off the page. */
export async function withdrawNotice(
  actor: Actor | null,
  input: z.input<typeof withdrawNoticeInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "notices.write");
  const { noticeId } = parse(withdrawNoticeInput, input);
  await write(
    actor,
    async (tx, at) => {
      const before = await lookUp(tx, noticeId);
      const withdrawnAt = before.withdrawnAt ?? at;
      await tx.notice.update({ where: { id: noticeId }, data: { withdrawnAt: dateOf(withdrawnAt) } });
      return { event: about(noticeId, "notice.withdrawn", before, { ...before, withdrawnAt }), result: undefined };
    },
    { now },
  );
}

function refuseOver({ fromAt, untilAt }: { fromAt: Instant; untilAt: Instant | null }, now: Instant): void {
  if (untilAt === null || (untilAt > fromAt && untilAt > now)) return;
  throw new InvalidInput({
    untilAt: "This end has passed, or comes before the start. Give a later time, or leave it empty.",
  });
}

async function lookUp(tx: Tx, noticeId: Id) {
  const row = await tx.notice.findUnique({ where: { id: noticeId } });
  if (!row) throw new Refusal("not_found");
  return noticeOf(row);
}

function about(noticeId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "notice", subjectId: noticeId, before, after };
}
