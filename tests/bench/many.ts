import { fileURLToPath } from "node:url";
import { database } from "@/server/database";
import { prepareFirstRun } from "@/server/first-run";
import { onDatabase } from "@/server/tool";
import { effects, found, looking, names, over } from "./many-texts";

/** How much there is on a page. */
export type Size = {
  components: number;
  /** Incidents that are over, spread over the last 13 days. */
  recent: number;
  /** Incidents that were over 91 days ago, spread over the ten years before. */
  past: number;
  /** Whether one more is open, with a component that is slow. */
  open: boolean;
};

/** Replaces whatever is in the database by a page of that size; far more at once than the editor's commands are for. */
export async function fill({ components, recent, past, open }: Size): Promise<void> {
  await prepareFirstRun();
  const tables = "incident, incident_update, component_claim, component, component_group, event";
  await database().$executeRawUnsafe(`TRUNCATE ${tables} CASCADE`);
  await addComponents(components);
  await addIncidents("recent", recent, 13 / Math.max(1, recent), 0.5);
  await addIncidents("past", past, 3650 / Math.max(1, past), 91);
  if (open) await addOpen();
  await database().$executeRaw`ANALYZE`;
  await database().$executeRaw`
    UPDATE page SET name = 'Larkspur', time_zone = 'Europe/Berlin', support_link = 'help@larkspur.example',
      set_up_at = now() - interval '11 years', revision = revision + 1`;
}

async function addComponents(count: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO component_group (id, name, position)
    SELECT 'group' || lpad(n::text, 7, '0'), 'Region ' || n, n FROM generate_series(1, ${Math.floor(count / 10)}::int) AS n`;
  await database().$executeRaw`
    INSERT INTO component (id, slug, name, description, group_id, position, start_at)
    SELECT 'part' || lpad(n::text, 8, '0'), 'part-' || n, 'Service ' || n,
      CASE WHEN n % 3 = 0 THEN 'What customers use at ' || n || '.larkspur.example' END,
      CASE WHEN n > 4 AND n / 10 >= 1 THEN 'group' || lpad((n / 10)::text, 7, '0') END,
      n, now() - interval '11 years'
    FROM generate_series(1, ${count}::int) AS n`;
}

/** Three updates each, half an hour apart; the first says which component is unwell. */
async function addIncidents(prefix: "recent" | "past", count: number, daysApart: number, daysAgo: number) {
  const id = prefix === "recent" ? "new" : "old";
  await database().$executeRaw`
    INSERT INTO incident (id, name, created_at)
    SELECT ${id} || lpad(n::text, 9, '0'), (${names}::text[])[1 + n % ${names.length}::int],
      now() - make_interval(secs => 86400 * (${daysAgo}::float8 + n * ${daysApart}::float8))
    FROM generate_series(0, ${count}::int - 1) AS n`;
  await database().$executeRaw`
    INSERT INTO incident_update (id, incident_id, status, body, effect, happened_at, posted_at)
    SELECT substr(incident.id, 1, 1) || step || substr(incident.id, 3), incident.id,
      (ARRAY['investigating', 'identified', 'resolved'])[step]::"IncidentStatus",
      CASE step WHEN 1 THEN (${looking}::text[])[1 + n % ${looking.length}::int]
        WHEN 2 THEN (${found}::text[])[1 + n % ${found.length}::int]
        ELSE (${over}::text[])[1 + n % ${over.length}::int] END,
      CASE step WHEN 1 THEN (${effects}::text[])[1 + n % ${effects.length}::int] END,
      created_at + make_interval(mins => 30 * (step - 1)), created_at + make_interval(mins => 30 * (step - 1))
    FROM incident CROSS JOIN generate_series(1, 3) AS step
      CROSS JOIN LATERAL (SELECT substr(incident.id, 4)::int AS n) AS number
    WHERE incident.id LIKE ${`${id}%`}`;
  await database().$executeRaw`
    INSERT INTO component_claim (update_id, component_id, status)
    SELECT incident_update.id, component.id,
      (ARRAY['degraded_performance', 'partial_outage', 'major_outage'])[1 + n % 3]::"ComponentStatus"
    FROM incident_update CROSS JOIN LATERAL (SELECT substr(incident_id, 4)::int AS n) AS number
      JOIN component ON component.position = 1 + n % (SELECT count(*)::int FROM component)
    WHERE incident_id LIKE ${`${id}%`} AND incident_update.status = 'investigating'`;
}

async function addOpen(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO incident (id, name, created_at) VALUES ('opn000000000', 'E-mail arrives late', now() - interval '40 minutes')`;
  await database().$executeRaw`
    INSERT INTO incident_update (id, incident_id, status, body, effect, scope, happened_at, posted_at, next_update_by)
    VALUES
      ('opn000000001', 'opn000000000', 'investigating', ${looking[1]}, 'E-mail from us arrives late', 'some customers',
        now() - interval '40 minutes', now() - interval '40 minutes', NULL),
      ('opn000000002', 'opn000000000', 'identified', ${found[3]}, NULL, NULL,
        now() - interval '15 minutes', now() - interval '15 minutes', now() + interval '45 minutes')`;
  await database().$executeRaw`
    INSERT INTO component_claim (update_id, component_id, status)
    SELECT 'opn000000001', id, 'degraded_performance' FROM component WHERE position = 3`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [size = "{}"] = process.argv.slice(2);
  await onDatabase(() => fill(JSON.parse(size) as Size));
}
