export { AcrossNodes } from "./across-nodes.ts";
export { saveClaim } from "./claims.ts";
export { earlierVisits, loadVisits, lockDetails, rememberEdit, saveDetails, wasEdited } from "./details.ts";
export { deviceOf } from "./device.ts";
export { OnSite } from "./on-site.ts";
export type { PagePresence } from "./page-presence.ts";
export { openPlaceLookup } from "./place.ts";
export type { ChatOfVisitor } from "./presence.ts";
export { referrerOf } from "./referrer.ts";
export {
  type Comer,
  deleteVisits,
  insertVisitors,
  knownVisitors,
  loadDetails,
  type StoredVisitor,
  saveVisits,
  visitorOfToken,
} from "./store.ts";
export type { Visit } from "./visit.ts";
export { TICK_MS, type Watcher, Windows } from "./windows.ts";
