export { saveClaim } from "./claims.ts";
export { loadEarlierVisits, lockDetails, rememberEdit, saveDetails, wasEdited } from "./details.ts";
export { deviceOf } from "./device.ts";
export { OnSite, type PagePresence } from "./on-site.ts";
export { openPlaceLookup } from "./place.ts";
export type { ChatOfVisitor } from "./presence.ts";
export { referrerOf } from "./referrer.ts";
export {
  knownVisitor,
  loadDetails,
  newVisitor,
  type StoredVisitor,
  saveVisits,
  visitorOfToken,
} from "./store.ts";
export { TICK_MS, type Watcher, Windows } from "./windows.ts";
