import { databaseKilled } from "./database-killed";
import { firstLoad } from "./first-load";
import { front } from "./front";
import { live } from "./live";
import { memory } from "./memory";
import type { Part } from "./part";
import { postToPage } from "./post-to-page";
import { sizes } from "./sizes";
import { startStop } from "./start-stop";
import { whileStaffWork } from "./while-staff-work";
import { widgetsAtOnce } from "./widgets";

/** In the order in which they run. */
export const parts: Part[] = [
  startStop,
  front,
  widgetsAtOnce,
  firstLoad,
  live,
  postToPage,
  whileStaffWork,
  sizes,
  memory,
  databaseKilled,
];
