import type { Page } from "@playwright/test";

/** Milliseconds between frames and of each task past 50; script and layout are the page's own CPU time. */
export type Smoothness = {
  frames: number;
  p50: number;
  p99: number;
  longTasks: number[];
  scriptMs: number;
  layoutMs: number;
};

/** What the page itself saw of `forMs`, while `meanwhile` went on. */
export async function framesDuring(
  page: Page,
  forMs: number,
  meanwhile: () => Promise<void>,
): Promise<Smoothness> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await spent();
  const [seen] = await Promise.all([page.evaluate(watchFrames, forMs), meanwhile()]);
  const after = await spent();
  await cdp.detach();
  const gaps = seen.gaps.toSorted((a, b) => a - b);
  const quantile = (share: number) => gaps[Math.floor((gaps.length - 1) * share)] ?? 0;
  return {
    frames: gaps.length,
    p50: quantile(0.5),
    p99: quantile(0.99),
    longTasks: seen.longTasks,
    scriptMs: after.script - before.script,
    layoutMs: after.layout - before.layout,
  };

  async function spent() {
    const { metrics } = await cdp.send("Performance.getMetrics");
    const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { script: ms("ScriptDuration"), layout: ms("LayoutDuration") + ms("RecalcStyleDuration") };
  }
}

/** Runs in the page. */
function watchFrames(forMs: number): Promise<{ gaps: number[]; longTasks: number[] }> {
  const [gaps, longTasks]: number[][] = [[], []];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks?.push(Math.round(duration));
  });
  observer.observe({ entryTypes: ["longtask"] });
  return new Promise((resolve) => {
    let last = performance.now();
    const end = last + forMs;
    const frame = (now: number) => {
      gaps?.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(frame);
      else {
        observer.disconnect();
        resolve({ gaps: gaps ?? [], longTasks: longTasks ?? [] });
      }
    };
    requestAnimationFrame(frame);
  });
}
