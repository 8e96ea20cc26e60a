import "@mantine/core/styles.css";
import "./ui/app.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { createAgentConnection } from "./connection/AgentConnection.tsx";
import { createDashboardRouter } from "./routes.tsx";
import { resolveVariables, theme } from "./ui/theme.ts";
import { WordsProvider } from "./words/Words.tsx";

const queryClient = new QueryClient();
const router = createDashboardRouter({ queryClient, connection: createAgentConnection() });

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <WordsProvider>
        <RouterProvider router={router} />
      </WordsProvider>
    </QueryClientProvider>
  </MantineProvider>,
);
