import Archive from "@lucide/svelte/icons/archive";
import AudioLines from "@lucide/svelte/icons/audio-lines";
import Bell from "@lucide/svelte/icons/bell";
import Cable from "@lucide/svelte/icons/cable";
import ChartGantt from "@lucide/svelte/icons/chart-gantt";
import ChartLine from "@lucide/svelte/icons/chart-line";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import GitCompare from "@lucide/svelte/icons/git-compare";
import HeartPulse from "@lucide/svelte/icons/heart-pulse";
import LayoutDashboard from "@lucide/svelte/icons/layout-dashboard";
import ListTree from "@lucide/svelte/icons/list-tree";
import MessageSquareQuote from "@lucide/svelte/icons/message-square-quote";
import Repeat from "@lucide/svelte/icons/repeat";
import PackageOpen from "@lucide/svelte/icons/package-open";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Settings from "@lucide/svelte/icons/settings";
import Speech from "@lucide/svelte/icons/speech";
import Workflow from "@lucide/svelte/icons/workflow";
import type { Component } from "svelte";

/** A page of the console. */
export interface Route {
  path: string;
  /** Its name in the dictionary of the frame. */
  name:
    | "synthesize"
    | "recognize"
    | "voices"
    | "archive"
    | "workflows"
    | "dashboard"
    | "dashboards"
    | "logs"
    | "errors"
    | "compare"
    | "alerts"
    | "health"
    | "settings"
    | "connection"
    | "errorGroup"
    | "bundle"
    | "request"
    | "replay"
    | "session"
    | "workflow"
    | "openedBundle";
  icon: Component<{ size?: number | string }>;
  /** The page is loaded when it is first opened. */
  load: () => Promise<{ default: Component }>;
  /** On a narrow screen, where the bar has room for five, it stands behind "more". */
  isSecondary?: boolean;
  /** Navigation draws a line before it. */
  startsGroup?: boolean;
  /** The page fills the window and scrolls inside itself. */
  fills?: boolean;
  /** Reached from the header, and not listed in the navigation. */
  isUnlisted?: boolean;
  /** The page shows the log that is chosen in the header. */
  readsLog?: boolean;
  /** The page is about one thing, whose id stands behind the path. */
  takesId?: boolean;
  /** The page is there to call the platform, and does nothing without its server. */
  needsPlatform?: boolean;
  /** Path of the page that the navigation marks instead of this one. */
  within?: string;
}

/** The address of a page, with the log in view where it shows one. @param set as the address names the log; empty: the live one */
export function pageHref({ path, readsLog }: Route, set: string): string {
  return readsLog && set !== "" ? `${path}?log=${encodeURIComponent(set)}` : path;
}

/** All pages, in the order of the navigation; the first one is where the console begins. */
export const routes: Route[] = [
  {
    path: "/synthesize",
    name: "synthesize",
    needsPlatform: true,
    icon: Speech,
    load: () => import("../pages/synthesize/SynthesizePage.svelte"),
  },
  {
    path: "/recognize",
    name: "recognize",
    needsPlatform: true,
    icon: MessageSquareQuote,
    load: () => import("../pages/recognize/RecognizePage.svelte"),
  },
  {
    path: "/voices",
    name: "voices",
    needsPlatform: true,
    icon: AudioLines,
    load: () => import("../pages/voices/VoicesPage.svelte"),
    isSecondary: true,
  },
  {
    path: "/archive",
    name: "archive",
    icon: Archive,
    load: () => import("../pages/archive/ArchivePage.svelte"),
    isSecondary: true,
    fills: true,
  },
  {
    path: "/workflows",
    name: "workflows",
    needsPlatform: true,
    icon: Workflow,
    load: () => import("../pages/workflows/WorkflowsPage.svelte"),
    isSecondary: true,
  },
  {
    path: "/dashboard",
    name: "dashboard",
    icon: ChartLine,
    load: () => import("../pages/overview/OverviewPage.svelte"),
    startsGroup: true,
    readsLog: true,
  },
  {
    path: "/dashboards",
    name: "dashboards",
    icon: LayoutDashboard,
    load: () => import("../pages/dashboards/DashboardsPage.svelte"),
    isSecondary: true,
    readsLog: true,
  },
  {
    path: "/logs",
    name: "logs",
    icon: ScrollText,
    load: () => import("../pages/logs/LogsPage.svelte"),
    fills: true,
    readsLog: true,
  },
  {
    path: "/errors",
    name: "errors",
    icon: CircleAlert,
    load: () => import("../pages/errors/ErrorsPage.svelte"),
    isSecondary: true,
    readsLog: true,
  },
  {
    path: "/compare",
    name: "compare",
    icon: GitCompare,
    load: () => import("../pages/compare/ComparePage.svelte"),
    isUnlisted: true,
    within: "/logs",
  },
  {
    path: "/alerts",
    name: "alerts",
    icon: Bell,
    load: () => import("../pages/alerts/AlertsPage.svelte"),
    isSecondary: true,
    fills: true,
    readsLog: true,
  },
  {
    path: "/health",
    name: "health",
    needsPlatform: true,
    icon: HeartPulse,
    load: () => import("../pages/health/HealthPage.svelte"),
    isSecondary: true,
  },
  {
    path: "/settings",
    name: "settings",
    icon: Settings,
    load: () => import("../pages/settings/SettingsPage.svelte"),
    isSecondary: true,
  },
  {
    path: "/connection",
    name: "connection",
    needsPlatform: true,
    icon: Cable,
    load: () => import("../pages/connection/ConnectionPage.svelte"),
    isUnlisted: true,
  },
  {
    path: "/error",
    name: "errorGroup",
    icon: CircleAlert,
    load: () => import("../pages/error-group/ErrorGroupPage.svelte"),
    isUnlisted: true,
    readsLog: true,
    takesId: true,
    within: "/errors",
  },
  {
    path: "/bundle",
    name: "bundle",
    icon: PackageOpen,
    load: () => import("../pages/bundle/BundlePage.svelte"),
    isUnlisted: true,
    readsLog: true,
    within: "/logs",
  },
  {
    path: "/request",
    name: "request",
    icon: ChartGantt,
    load: () => import("../pages/request/RequestPage.svelte"),
    isUnlisted: true,
    readsLog: true,
    takesId: true,
    within: "/logs",
  },
  {
    path: "/replay",
    name: "replay",
    needsPlatform: true,
    icon: Repeat,
    load: () => import("../pages/replay/ReplayPage.svelte"),
    isUnlisted: true,
    readsLog: true,
    takesId: true,
    within: "/logs",
  },
  {
    path: "/session",
    name: "session",
    icon: ListTree,
    load: () => import("../pages/session/SessionPage.svelte"),
    isUnlisted: true,
    readsLog: true,
    takesId: true,
    within: "/logs",
  },
  {
    path: "/workflow",
    name: "workflow",
    icon: ListTree,
    load: () => import("../pages/session/WorkflowPage.svelte"),
    isUnlisted: true,
    readsLog: true,
    takesId: true,
    within: "/logs",
  },
  {
    path: "/opened-bundle",
    name: "openedBundle",
    icon: PackageOpen,
    load: () => import("../pages/opened-bundle/OpenedBundlePage.svelte"),
    isUnlisted: true,
    readsLog: true,
    within: "/logs",
  },
];

/** The page at a path; undefined where there is none. */
export function routeAt(path: string): Route | undefined {
  return routes.find((route) => (route.takesId ? path.startsWith(`${route.path}/`) : path === route.path));
}
