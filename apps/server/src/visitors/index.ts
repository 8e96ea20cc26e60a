export { AcrossNodes } from "./across-nodes.ts";
export { saveClaim } from "./claims.ts";
export {
  type Come,
  type Comer,
  type StoredVisitor,
  visitorOfToken,
  visitorsWhoCome,
} from "./comers.ts";
export { earlierVisits, loadVisits, lockDetails, rememberEdit, saveDetails, wasEdited } from "./details.ts";
export { deviceOf } from "./device.ts";
export { OnSite } from "./on-site.ts";
export type { PagePresence } from "./page-presence.ts";
export { openPlaceLookup } from "./place.ts";
export type { ChatOfVisitor } from "./presence.ts";
export { referrerOf } from "./referrer.ts";
export { deleteVisits, loadDetails, saveVisits } from "./store.ts";
export type { Visit } from "./visit.ts";
export { TICK_MS, type Watcher, Windows } from "./windows.ts";
