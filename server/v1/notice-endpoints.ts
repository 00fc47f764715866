import { z } from "zod";
import type { Notice } from "@/domain/facts";
import { loadFacts } from "../load";
import { editNotice, publishNotice, withdrawNotice } from "../notices";
import { Refusal } from "../refusal";
import { currentFacts } from "../snapshot";
import { contextNow } from "./context";
import { type Call, type Endpoint, reads, type Subject, writes } from "./endpoint";
import { examples } from "./examples";
import { pagingQuery, patchNoticeInput, postNoticeInput } from "./inputs";
import { paged } from "./lists";
import { noticeShape } from "./page-shapes";
import { findNotice } from "./records";
import { whileThere } from "./while-there";
import { noticeAnswer } from "./window-answers";

const base = "/pages/{page_id}/notices";
const one = `${base}/{notice_id}`;

async function found({ params }: Call): Promise<Notice> {
  const notice = await findNotice(params.notice_id ?? "");
  if (!notice) throw new Refusal("not_found", "There is no notice with this id.");
  return notice;
}

async function show({ id }: Subject) {
  const notice = await findNotice(id);
  if (!notice) throw new Refusal("not_found", "There is no notice with this id.");
  return noticeAnswer(await contextNow(), notice);
}

const subject = (id: string): Subject => ({ kind: "notice", id });

export const noticeEndpoints: readonly Endpoint[] = [
  reads({
    path: base,
    name: "listNotices",
    summary: "Notices, newest first, also those that are over; ours",
    query: pagingQuery,
    answer: z.array(noticeShape),
    read: async (_, query) => {
      const { notices } = currentFacts()?.facts ?? (await loadFacts());
      const context = await contextNow();
      const newest = notices.toSorted((a, b) => b.postedAt - a.postedAt || (a.id < b.id ? 1 : -1));
      return paged(newest, query).map((notice) => noticeAnswer(context, notice));
    },
  }),
  writes({
    methods: ["POST"],
    path: base,
    name: "postNotice",
    summary: "Publishes information that changes neither mode nor uptime; ours",
    scopes: ["incidents"],
    status: 201,
    body: postNoticeInput,
    example: examples.postNotice,
    answer: noticeShape,
    prefix: "notice",
    write: async ({ actor, key }, { notice: { title, body, from, until } }) => {
      const given = { key, title, body, fromAt: from, untilAt: until };
      const { id } = await whileThere(() => publishNotice(actor, given));
      return { status: 201, subject: subject(id) };
    },
    show,
  }),
  reads({
    path: one,
    name: "getNotice",
    summary: "A notice; ours",
    answer: noticeShape,
    read: async (call) => noticeAnswer(await contextNow(), await found(call)),
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path: one,
    name: "patchNotice",
    summary: "Changes what is given of a notice; ours",
    scopes: ["incidents"],
    body: patchNoticeInput,
    example: examples.patchNotice,
    answer: noticeShape,
    prefix: "notice",
    write: async (call, { notice: { title, body, from, until } }) => {
      const before = await found(call);
      const words = { title: title ?? before.title, body: body ?? before.body };
      const times = { fromAt: from ?? before.fromAt, untilAt: until === undefined ? before.untilAt : until };
      await whileThere(() => editNotice(call.actor, { noticeId: before.id, ...words, ...times }));
      return { status: 200, subject: subject(before.id) };
    },
    show,
  }),
  writes({
    methods: ["DELETE"],
    path: one,
    name: "deleteNotice",
    summary: "Withdraws a notice; ours",
    scopes: ["incidents"],
    body: z.unknown(),
    answer: noticeShape,
    prefix: "notice",
    write: async (call) => {
      const { id } = await found(call);
      await whileThere(() => withdrawNotice(call.actor, { noticeId: id }));
      return { status: 200, subject: subject(id) };
    },
    show,
  }),
];
