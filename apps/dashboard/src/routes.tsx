import type { Session } from "@causerie/protocol";
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { readPeriodSearch } from "./analytics/period.ts";
import { readDialog } from "./chats/actions/chat-dialog.ts";
import { readSide, type SideSearch } from "./chats/side.ts";
import type { AgentConnection } from "./connection/AgentConnection.tsx";
import { readHistorySearch } from "./history/history-search.ts";
import { sessionQuery } from "./session/session.ts";
import { NotFound } from "./shell/NotFound.tsx";
import { PageFailed } from "./shell/PageFailed.tsx";
import { readTicketsSearch } from "./tickets/tickets-search.ts";
import { readListSearch } from "./visitors/list-search.ts";

type TeamSearch = { q?: string | undefined };
type Context = { queryClient: QueryClient; connection: AgentConnection };

const root = createRootRouteWithContext<Context>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

/** Each state of the session has one place; every other address leads there. */
const placeOf = { "setup-needed": "/setup", "signed-out": "/sign-in", "signed-in": "/" } as const;

async function sessionAt(context: Context, wanted: Session["state"]): Promise<Session> {
  const session = await context.queryClient.ensureQueryData(sessionQuery);
  if (session.state !== wanted) throw redirect({ to: placeOf[session.state] });
  return session;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { back?: string } => (isOwnAddress(search.back) ? { back: search.back } : {}),
  beforeLoad: ({ context }) => sessionAt(context, "signed-out").then(() => {}),
  component: lazyRouteComponent(() => import("./sign-in/SignInPage.tsx"), "SignInPage"),
});

/** Never lead away from here: "//elsewhere" is another host. */
function isOwnAddress(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: ({ context }) => sessionAt(context, "setup-needed").then(() => {}),
  component: lazyRouteComponent(() => import("./sign-in/SetUpPage.tsx"), "SetUpPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.state === "setup-needed") throw redirect({ to: "/setup" });
    if (session.state === "signed-out") {
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { back: location.href } });
    }
    return { session, client: context.connection.of(session) };
  },
  component: lazyRouteComponent(() => import("./shell/SignedIn.tsx"), "SignedIn"),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("./home/HomePage.tsx"), "HomePage"),
});

const visitors = createRoute({
  getParentRoute: () => signedIn,
  path: "/visitors",
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import("./visitors/VisitorsPage.tsx"), "VisitorsPage"),
});

const history = createRoute({
  getParentRoute: () => signedIn,
  path: "/history",
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import("./history/HistoryPage.tsx"), "HistoryPage"),
});

/** What stands beside the chat is part of the address, and stays open from chat to chat. */
const withSide = {
  validateSearch: readSide,
  search: { middlewares: [retainSearchParams<SideSearch>(["info", "history"])] },
};

const visitor = createRoute({
  getParentRoute: () => signedIn,
  path: "/visitors/$visitorId",
  ...withSide,
  component: lazyRouteComponent(() => import("./chats/StartChatPage.tsx"), "StartChatPage"),
});

const chat = createRoute({
  getParentRoute: () => signedIn,
  path: "/chats/$chatId",
  ...withSide,
  validateSearch: (search) => ({ ...readSide(search), ...readDialog(search) }),
  component: lazyRouteComponent(() => import("./chats/ChatPage.tsx"), "ChatPage"),
});

const team = createRoute({
  getParentRoute: () => signedIn,
  path: "/team",
  /** `q`: who and what is looked for [TE6]. It stays from chat to chat. */
  validateSearch: ({ q }): TeamSearch => (typeof q === "string" && q !== "" ? { q } : {}),
  search: { middlewares: [retainSearchParams<TeamSearch>(["q"])] },
  component: lazyRouteComponent(() => import("./team/TeamPage.tsx"), "TeamPage"),
});

const teamRooms = [
  createRoute({
    getParentRoute: () => team,
    path: "/",
    component: lazyRouteComponent(() => import("./team/TeamPage.tsx"), "NobodyChosen"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/colleagues/$agentId",
    component: lazyRouteComponent(() => import("./team/ColleaguePage.tsx"), "ColleaguePage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/groups/$chatId",
    /** `at`: the message to go to. */
    validateSearch: ({ at }): { at?: number } => (Number.isInteger(at) ? { at: Number(at) } : {}),
    component: lazyRouteComponent(() => import("./team/GroupPage.tsx"), "GroupPage"),
  }),
] as const;

const analytics = createRoute({
  getParentRoute: () => signedIn,
  path: "/analytics",
  validateSearch: readPeriodSearch,
  component: lazyRouteComponent(() => import("./analytics/AnalyticsPage.tsx"), "AnalyticsPage"),
});

const tickets = createRoute({
  getParentRoute: () => signedIn,
  path: "/tickets",
  validateSearch: readTicketsSearch,
  component: lazyRouteComponent(() => import("./tickets/TicketsPage.tsx"), "TicketsPage"),
});

const ticket = createRoute({
  getParentRoute: () => signedIn,
  path: "/tickets/$number",
  component: lazyRouteComponent(() => import("./tickets/TicketPage.tsx"), "TicketPage"),
});
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/SettingsPage.tsx"), "SettingsPage"),
});

const settingsRooms = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/settings/chat", replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/chat",
    component: lazyRouteComponent(() => import("./settings/ChatSettings.tsx"), "ChatSettings"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/departments",
    component: lazyRouteComponent(() => import("./settings/DepartmentList.tsx"), "DepartmentList"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/departments/new",
    component: lazyRouteComponent(() => import("./settings/DepartmentPage.tsx"), "NewDepartment"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/departments/$departmentId",
    component: lazyRouteComponent(() => import("./settings/DepartmentPage.tsx"), "DepartmentPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/agents",
    /** `q`: who is looked for. */
    validateSearch: ({ q }): { q?: string } => (typeof q === "string" && q !== "" ? { q } : {}),
    component: lazyRouteComponent(() => import("./settings/AgentList.tsx"), "AgentList"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/agents/new",
    component: lazyRouteComponent(() => import("./settings/AgentPage.tsx"), "NewAgent"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/agents/$agentId",
    component: lazyRouteComponent(() => import("./settings/AgentPage.tsx"), "AgentPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/website",
    component: lazyRouteComponent(() => import("./settings/WebsiteSettings.tsx"), "WebsiteSettings"),
  }),
] as const;

const routeTree = root.addChildren([
  signIn,
  setup,
  signedIn.addChildren([
    home,
    visitors,
    history,
    visitor,
    chat,
    team.addChildren([...teamRooms]),
    tickets,
    ticket,
    analytics,
    settings.addChildren([...settingsRooms]),
  ]),
]);

export function createDashboardRouter(context: Context) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: "intent",
    // What no room knows is dropped from an address, not handed on to it.
    search: { strict: true },
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>;
  }
}
