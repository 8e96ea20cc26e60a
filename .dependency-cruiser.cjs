// Who may import whom; type-only imports count too. What may be imported only as a type is in
// .dependency-cruiser.runtime.cjs.
// scripts/direction.test.ts plants a violation of every rule: a new rule needs its line there.

/** The server's features: each may import only those before it. */
const features = [
  "accounts",
  "agents",
  "departments",
  "visitors",
  "chats",
  "routing",
  "team",
  "tickets",
  "triggers",
  "history",
  "analytics",
  "api",
];

const test = "([.]test[.]tsx?$|/contract[.]ts$|/testing/)";
const server = "^apps/server/src/";
const anyFeature = `${server}(${features.join("|")})/`;

const packages = [
  {
    name: "domain-imports-nothing",
    comment: "The domain is pure: no package, no Node module, nobody else's file. Pass it in as a fact.",
    from: { path: "^packages/domain/", pathNot: test },
    to: { pathNot: "^packages/domain/" },
  },
  {
    name: "protocol-imports-domain-and-typebox",
    comment: "The protocol is made of TypeBox and the domain's types.",
    from: { path: "^packages/protocol/", pathNot: test },
    to: { pathNot: "^packages/(protocol|domain)/|node_modules/typebox/" },
  },
  {
    name: "client-imports-protocol-and-domain",
    comment: "The client runs in browsers, in Node and under any framework: no package, no Node module.",
    from: { path: "^packages/client/", pathNot: test },
    to: { pathNot: "^packages/(client|protocol|domain)/" },
  },
  {
    name: "packages-never-import-apps",
    comment: "Apps import packages; never the other way round.",
    from: { path: "^packages/" },
    to: { path: "^apps/" },
  },
];

const apps = [
  {
    name: "apps-never-import-apps",
    comment: "What two apps share belongs to packages/.",
    from: { path: "^apps/([^/]+)/" },
    to: { path: "^apps/", pathNot: "^apps/$1/" },
  },
  {
    name: "server-never-imports-client",
    comment: "The server imports domain and protocol; only its tests speak through the client.",
    from: { path: "^apps/server/", pathNot: test },
    to: { path: "^packages/client/" },
  },
];

const leftward = features.slice(0, -1).map((feature, position) => ({
  name: `server-${feature}-imports-leftward`,
  comment: "Features import only those before them; what must happen further right reacts to an event.",
  from: { path: `${server}${feature}/`, pathNot: test },
  to: { path: `${server}(${features.slice(position + 1).join("|")})/` },
}));

const serverFolders = [
  ...leftward,
  {
    name: "server-features-through-index",
    comment: "Import the feature's index.ts; what is not there is its own affair.",
    from: { path: `${server}([^/]+)/`, pathNot: test },
    to: { path: anyFeature, pathNot: [`${server}$1/`, `${server}[^/]+/index[.]ts$`] },
  },
  {
    name: "server-platform-knows-no-feature",
    comment: "platform/ is below every feature: let main.ts hand it what it needs.",
    from: { path: `${server}platform/`, pathNot: test },
    to: { path: server, pathNot: `${server}platform/` },
  },
  {
    name: "server-main-wires",
    comment:
      "Only main.ts, server.ts and join-nodes.ts, which wire, may know the features; move this into one, or into platform/.",
    from: { path: `${server}[^/]+$`, pathNot: [`${server}(main|server|join-nodes)[.]ts$`, test] },
    to: { path: anyFeature },
  },
  {
    name: "server-folders-have-a-place",
    comment: "Give the new folder its place among the features in .dependency-cruiser.cjs.",
    from: { path: `${server}[^/]+/`, pathNot: [anyFeature, `${server}platform/`, test] },
    to: {},
  },
  {
    name: "better-auth-in-sign-in-only",
    comment:
      "Use what apps/server/src/accounts/sign-in.ts offers; it must stay possible to replace better-auth.",
    from: { pathNot: `${server}accounts/sign-in[.]ts$` },
    to: { path: "node_modules/(better-auth|@better-auth)/" },
  },
];

const everywhere = [
  {
    name: "tests-only-from-tests",
    comment: "Production code never imports tests, contract suites or testing/.",
    from: { pathNot: `${test}|^(bench|e2e)/` },
    to: { path: test, pathNot: "node_modules/" },
  },
  {
    name: "leaves-are-not-imported",
    comment: "Nobody imports bench/ or e2e/.",
    from: { path: "^([^/]+)/" },
    to: { path: "^(bench|e2e)/", pathNot: "^$1/" },
  },
  {
    name: "no-circles",
    comment: "Move what both need into a third file.",
    from: {},
    to: { circular: true },
  },
  {
    name: "imports-resolve",
    comment: "No rule can judge an import whose file is not found.",
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: [...packages, ...apps, ...serverFolders, ...everywhere],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(apps|packages)/[^/]+/dist/|^e2e/results/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json"],
    },
  },
};
