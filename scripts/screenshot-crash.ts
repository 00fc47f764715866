import type { Instant } from "@/domain/facts";
import { open, post, product, type Told } from "./screenshot-product";

const minute = 60_000;

/** The story of a crash, told up to `minutes` after it began. */
export async function crash(now: Instant, minutes: number): Promise<string[]> {
  const { harvest, forecast } = await product(now);
  const began = now - minutes * minute;
  const at = (after: number) => began + after * minute;
  const all = (status: "operational" | "degraded_performance" | "major_outage") =>
    [harvest, forecast].map((componentId) => ({ componentId, status }));
  const { id } = await open(began, {
    name: "Database servers crash",
    body: "Some of you may see errors in Harvest and Forecast. We are looking into why, and will say more within half an hour.",
    effect: "You may see errors in Harvest and Forecast",
    scope: "some customers",
    nextUpdateBy: at(30),
    components: all("degraded_performance"),
  });
  const told: [number, Told][] = [
    [
      14,
      {
        status: "investigating",
        body: "Harvest and Forecast are offline for everyone. Both of our database servers have crashed, one after the other.\n\nYour data is safe: there are several layers of backups.",
        effect: "You can’t reach Harvest or Forecast",
        scope: "everyone",
        nextUpdateBy: at(45),
        components: all("major_outage"),
      },
    ],
    [
      18,
      {
        status: "identified",
        body: "We restarted the standby and both products answer again. We don’t trust it yet.",
        nextUpdateBy: at(45),
        components: all("operational"),
      },
    ],
    [
      23,
      {
        status: "identified",
        body: "It happened again: the standby crashed for the same reason. Harvest and Forecast are offline.",
        components: all("major_outage"),
      },
    ],
    [
      39,
      {
        status: "identified",
        body: "The database servers keep crashing. With both products offline we have the calm to find the cause, and to bring everything back in order.\n\n- Your data is safe.\n- Timers that were running keep their start time.\n- We are bringing a second standby into production.",
        nextUpdateBy: at(99),
        takeOffline: { componentIds: [harvest, forecast], reason: "to find out why our databases crash" },
      },
    ],
    [
      122,
      {
        status: "monitoring",
        body: "Harvest and Forecast are available again for everyone. We are watching every aspect of their health.",
        backOnline: all("operational"),
      },
    ],
    [
      204,
      {
        status: "resolved",
        body: "It has been quiet for more than an hour. This is over. Thank you for your patience.",
      },
    ],
  ];
  for (const [after, update] of told) if (after <= minutes) await post(at(after), id, update);
  return ["/", `/incidents/${id}`];
}
