/** Stands in examples for the id of a component. */
export const componentId = "COMPONENT_ID";

/** Bodies that can be sent as they stand, with ids in the place of words in capitals. */
export const examples = {
  postIncident: {
    incident: {
      name: "Sign-in fails",
      status: "investigating",
      body: "We are looking into it.",
      components: { [componentId]: "major_outage" },
      effect: "You cannot sign in",
      scope: "everyone",
    },
  },
  patchIncident: {
    incident: {
      status: "resolved",
      body: "You can sign in again. A certificate had expired.",
      components: { [componentId]: "operational" },
    },
  },
  patchIncidentUpdate: { incident_update: { body: "We are looking into it, and know where to look." } },
  postComponent: { component: { name: "Reports", description: "Charts and exports", status: "operational" } },
  patchComponent: { component: { status: "operational" } },
  postComponentGroup: { component_group: { name: "Europe", components: [componentId] } },
  patchComponentGroup: { component_group: { name: "European Union", components: [componentId] } },
  postNotice: { notice: { title: "A new address", body: "From May on we are at status.example.com." } },
  patchNotice: { notice: { body: "From June on we are at status.example.com." } },
  patchStatusEmbedConfig: { status_embed_config: { position: "top-right", incident_background_color: "#8a1020" } },
  patchPage: { page: { support_url: "help@example.com" } },
};
