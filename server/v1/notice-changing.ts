import type { Notice } from "@/domain/facts";
import { editNotice, withdrawNotice } from "../notices";
import type { Call, Done } from "./endpoint";
import type { IncidentFields } from "./incident-inputs";
import { incidentStatusOf } from "./said";
import { togetherWhileThere } from "./while-there";

/** What old scripts say of planned work that became a notice: its words, or that it is over. */
export async function patchNoticeAsIncident({ actor }: Call, notice: Notice, fields: IncidentFields): Promise<Done> {
  const isOver = fields.status ? incidentStatusOf(fields.status) === "resolved" : false;
  const { id: noticeId, untilAt } = notice;
  const words = { title: fields.name ?? notice.title, body: fields.body || notice.body };
  const says = words.title !== notice.title || words.body !== notice.body;
  await togetherWhileThere(async () => {
    if (says || fields.scheduled_until) {
      await editNotice(actor, { noticeId, ...words, untilAt: fields.scheduled_until ?? untilAt });
    }
    if (isOver) await withdrawNotice(actor, { noticeId });
  });
  return { status: 200, subject: { kind: "notice", id: noticeId } };
}
