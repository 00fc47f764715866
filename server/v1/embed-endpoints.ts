import { pageIdNow } from "../page-id";
import { changeStatusEmbed, statusEmbed } from "../status-embed";
import { type Endpoint, reads, writes } from "./endpoint";
import { examples } from "./examples";
import { patchEmbedInput } from "./inputs";
import { embedShape } from "./page-shapes";
import { whileThere } from "./while-there";

const path = "/pages/{page_id}/status_embed_config";

async function show() {
  const { position, ...colors } = await statusEmbed();
  return {
    page_id: await pageIdNow(),
    position,
    incident_background_color: colors.incidentBackground,
    incident_text_color: colors.incidentText,
    maintenance_background_color: colors.maintenanceBackground,
    maintenance_text_color: colors.maintenanceText,
  };
}

export const embedEndpoints: readonly Endpoint[] = [
  reads({
    path,
    name: "getStatusEmbedConfig",
    summary: "How the box looks that other sites show",
    answer: embedShape,
    read: show,
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path,
    name: "patchStatusEmbedConfig",
    summary: "Changes what is given of how that box looks",
    scopes: ["all"],
    body: patchEmbedInput,
    example: examples.patchStatusEmbedConfig,
    answer: embedShape,
    prefix: "status_embed_config",
    write: async ({ actor }, { status_embed_config: given }) => {
      const before = await statusEmbed();
      const after = {
        position: given.position ?? before.position,
        incidentBackground: given.incident_background_color ?? before.incidentBackground,
        incidentText: given.incident_text_color ?? before.incidentText,
        maintenanceBackground: given.maintenance_background_color ?? before.maintenanceBackground,
        maintenanceText: given.maintenance_text_color ?? before.maintenanceText,
      };
      await whileThere(() => changeStatusEmbed(actor, after));
      return { status: 200, subject: { kind: "page", id: "page" } };
    },
    show,
  }),
];
