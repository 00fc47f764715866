import type { Announcement } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { effectLabel } from "./plan-words";

type Props = { plan: Announcement; components: PublicWindow["components"]; page: Moment };

/** The whole of what is announced by now, for whoever wrote while somebody else changed it. */
export function PlanInForce({ plan, components, page }: Props) {
  return (
    <div className="grid gap-2 border-warn border-l-4 py-1 pl-4 wrap-anywhere">
      <p>
        Somebody else changed it meanwhile. By now it is announced as below; send yours again if it should replace that.
      </p>
      <p>
        “{plan.name}”, {clock(plan.startAt, page.timeZone, page.at)} to {clock(plan.endAt, page.timeZone, plan.startAt)}
        {plan.autoComplete ? ", and may end by itself" : ""}
      </p>
      <ul>
        {components.map(({ id, name, effect }) => (
          <li key={id}>
            {name}: {effectLabel[effect]}
          </li>
        ))}
      </ul>
      <blockquote className="whitespace-pre-line border-rule border-l-2 pl-4 text-muted">{plan.message}</blockquote>
    </div>
  );
}
