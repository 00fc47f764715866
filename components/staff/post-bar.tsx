"use client";

import { shortClock } from "@/messages/clock";
import { buttonClass } from "./button";
import type { DraftState } from "./use-draft";

type Props = {
  label: string;
  pending: boolean;
  draft: DraftState;
  zone: string;
  onDiscard: () => void;
  /** Nothing to lead anybody to: pressing it says why it can’t be done. */
  refused?: boolean;
  /** What pressing it does, where customers don’t see it at once. */
  says?: string;
};

/** Always in reach of the thumb: what happens to the draft, and the one public act. */
export function PostBar({ label, pending, draft, zone, onDiscard, refused = false, says }: Props) {
  return (
    <div className="-mx-4 border-rule border-t bg-paper px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-2 sm:px-2">
      <button
        type="submit"
        aria-disabled={pending}
        className={buttonClass(refused ? "quiet" : "public", "w-full min-h-14 text-latest")}
      >
        {pending ? "Posting …" : label}
      </button>
      <div className="mt-2 flex min-h-6 flex-wrap items-baseline justify-between gap-x-4 text-muted text-fact">
        <p role="status">
          {refused && draft.kind === "none" ? "It says above what can be done instead." : draftLine(draft, zone, says)}
        </p>
        {draft.kind === "none" && !refused ? (
          <p className="hidden sm:block">
            <kbd className="font-sans">Ctrl</kbd> or <kbd className="font-sans">⌘</kbd> +{" "}
            <kbd className="font-sans">Enter</kbd> posts
          </p>
        ) : draft.kind === "none" ? null : (
          <button type="button" onClick={onDiscard} className="cursor-pointer underline underline-offset-4">
            Discard the draft
          </button>
        )}
      </div>
    </div>
  );
}

function draftLine(draft: DraftState, zone: string, says = "Customers see it at once."): string {
  if (draft.kind === "unsaved") return "This browser keeps no drafts: post before you close the tab.";
  if (draft.kind === "none") return says;
  const at = shortClock(draft.at, zone);
  return draft.kind === "restored" ? `Your draft of ${at} is back.` : `Draft kept on this device, ${at}.`;
}
