/** Loaded into a server whose memory is measured (`node --expose-gc --import`): collects when the bench says so. */
process.on("message", (message) => {
  if (message !== "collect garbage") return;
  // --expose-gc makes it; the last resort is the collection that gives back what it can.
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  process.send?.("collected");
});
