import { words } from "@/messages/words";

/** Shown once the script is there to do the copying. */
export function CopyButtons({ path, ticket }: { path: string; ticket: string }) {
  const t = words();
  return (
    <p className="copy" data-copy-path={path} data-done={t("copy.done")} data-failed={t("copy.failed")}>
      <button type="button" data-copy="link">
        {t("copy.link")}
      </button>
      <button type="button" data-copy="ticket" data-text={ticket}>
        {t("copy.ticket")}
      </button>
      <span role="status" className="copy-done" />
    </p>
  );
}
