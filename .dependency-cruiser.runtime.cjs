// What may be imported as a type, but not at run time. A cruise of its own, over the code with its types erased:
// dependency-cruiser takes two imports of one file for one, type-only as soon as either of them is, and its
// reachability follows type-only imports.
const { options } = require("./.dependency-cruiser.cjs");

const test = "([.]test[.]tsx?$|/contract[.]ts$|/testing/)";

module.exports = {
  forbidden: [
    {
      name: "protocol-imports-domain-types-only",
      comment: "Write `import type`.",
      from: { path: "^packages/protocol/", pathNot: test },
      to: { path: "^packages/domain/" },
    },
    {
      name: "client-and-widget-never-reach-typebox",
      comment:
        "TypeBox costs the widget 13 kB: write `import type`, or import a file of constants such as " +
        "@causerie/protocol/version.",
      from: { path: "^(apps/widget|packages/client)/src/", pathNot: test },
      to: { path: "node_modules/typebox/", reachable: true },
    },
    {
      name: "widget-never-reaches-decide",
      comment:
        "The widget folds the visitor view: import @causerie/domain/visitor-view, not @causerie/domain.",
      from: { path: "^apps/widget/src/", pathNot: test },
      to: { path: "^packages/domain/src/chat/decide[.]ts$", reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
