import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "baseline-widely-available",
    rolldownOptions: {
      output: {
        // What changes seldom stays in the browser's cache when we change.
        codeSplitting: {
          groups: [
            {
              name: "react",
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store))\//,
            },
            {
              name: "mantine",
              test: /node_modules\/(@mantine\/(core|hooks)|@floating-ui|react-remove-scroll|tabbable|clsx)\//,
            },
          ],
        },
      },
    },
  },
});
