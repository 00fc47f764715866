import { type ReactNode, useId } from "react";
import { StatusHeader } from "@/components/status-header";
import { UpcomingWindows } from "@/components/upcoming-windows";
import { WindowDetails } from "@/components/window-section";
import type { Facts, Instant } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";
import { factsWhileRunning } from "./plan-facts";

type Props = { facts: Facts; windowId: string; startAt: Instant; now: Instant };

/** The page once the work is announced, and while it runs, exactly as customers will see it. */
export function PlanPreview({ facts, windowId, startAt, now }: Props) {
  const seen = derived({ facts, windowId, startAt, now });
  if (!seen) return <p>This can’t be shown. Announcing it works all the same.</p>;
  const { upcoming, running } = seen;
  const coming = upcoming.upcomingWindows.filter(({ id }) => id === windowId);
  const during = running.runningWindows.find(({ id }) => id === windowId);
  return (
    <div className="grid gap-8">
      {coming.length > 0 && (
        <Framed title="As customers will see it until then" said={coming[0]?.name ?? ""}>
          <div className="column py-5">
            <UpcomingWindows windows={coming} moment={upcoming} />
          </div>
        </Framed>
      )}
      <Framed title="While it runs" said={saidOf(running)}>
        <StatusHeader page={running} />
        {during && (
          <div className="column page-body">
            <WindowDetails window={during} moment={running} />
          </div>
        )}
      </Framed>
    </div>
  );
}

/** Nothing that a draft holds may keep it from being announced. */
function derived({ facts, startAt, now }: Props): { upcoming: PublicPage; running: PublicPage } | null {
  try {
    return {
      upcoming: derivePage(facts, now),
      running: derivePage(factsWhileRunning(facts), Math.max(now, startAt)),
    };
  } catch {
    return null;
  }
}

function Framed({ title, said, children }: { title: string; said: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-2 font-semibold">
        {title}
      </h2>
      <p className="sr-only">{said}</p>
      <div inert className="as-page overflow-hidden border border-edge bg-paper">
        {children}
      </div>
    </section>
  );
}

function saidOf(page: PublicPage): string {
  const label = page.label ? `${words()(`label.${page.label}`)}. ` : "";
  return `${label}${plain(answer(page))}.`;
}
