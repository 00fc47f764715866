import { derivedId } from "../../domain/derived-id";
import type { Instant, Notice } from "../../domain/facts";
import { words } from "../words";
import type { V2Incident, V2Update } from "./incident";
import type { Source } from "./source";

/** Information, as the only thing that the API v2 has for it: an incident without impact. */
export function incidentOfNotice(source: Source, notice: Notice): V2Incident {
  const { page, site, stamp } = source;
  const { id, fromAt, untilAt, postedAt } = notice;
  const over = isNoticeOver(notice, page.at) ? untilAt : null;
  const update = (status: "monitoring" | "resolved", body: string, at: number): V2Update => ({
    id: derivedId(`${id}-${status}`),
    status,
    body,
    incident_id: id,
    created_at: stamp(status === "monitoring" ? postedAt : at),
    updated_at: stamp(status === "monitoring" ? postedAt : at),
    display_at: stamp(at),
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  });
  return {
    id,
    name: notice.title,
    status: over === null ? "monitoring" : "resolved",
    created_at: stamp(postedAt),
    updated_at: stamp(over ?? Math.max(postedAt, fromAt)),
    monitoring_at: stamp(fromAt),
    resolved_at: over === null ? null : stamp(over),
    impact: "none",
    shortlink: `${site.url}/#notice-${id}`,
    started_at: stamp(fromAt),
    page_id: site.pageId,
    incident_updates: [
      ...(over === null ? [] : [update("resolved", words()("v2.noticeOver"), over)]),
      update("monitoring", notice.body, fromAt),
    ],
    components: [],
    reminder_intervals: null,
  };
}

/** Shown by then, and not taken back. */
export function isNoticeTold({ fromAt, withdrawnAt }: Notice, at: Instant): boolean {
  return fromAt <= at && (withdrawnAt === null || withdrawnAt > at);
}

export function isNoticeOver({ untilAt }: Notice, at: Instant): boolean {
  return untilAt !== null && untilAt <= at;
}
