import { componentEndpoints } from "./component-endpoints";
import { embedEndpoints } from "./embed-endpoints";
import type { Endpoint } from "./endpoint";
import { groupEndpoints } from "./group-endpoints";
import { incidentEndpoints } from "./incident-endpoints";
import { noticeEndpoints } from "./notice-endpoints";
import { pageEndpoints } from "./page-endpoints";

/** All that the write API answers. The router, the document and its test go by it. */
export const endpoints: readonly Endpoint[] = [
  ...pageEndpoints,
  ...incidentEndpoints,
  ...componentEndpoints,
  ...groupEndpoints,
  ...noticeEndpoints,
  ...embedEndpoints,
];
