import { StatusHeader } from "@/components/status-header";
import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";

/** The top of the status page as it is now. */
export function CustomersSee({ page }: { page: PublicPage }) {
  return (
    <section aria-labelledby="customers-see">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="customers-see" className="font-semibold">
          What customers see now
        </h2>
        <a href="/" className="text-fact">
          Open the status page
        </a>
      </div>
      <p className="sr-only">{plain(answer(page))}.</p>
      <div inert className="as-page overflow-hidden border border-edge bg-paper">
        <StatusHeader page={page} />
      </div>
    </section>
  );
}
