import type { Metrics } from "../metrics/metrics.ts";
import type { Bus } from "./bus.ts";

export function measureBus(bus: Bus, metrics: Metrics): void {
  metrics.gauge(
    "causerie_bus_lag_seconds",
    "How long news takes to Redis and back; absent while it does not come back.",
    () => {
      const lagMs = bus.lagMs();
      return lagMs === null ? null : lagMs / 1000;
    },
  );
  metrics.gauge("causerie_bus_other_nodes", "Other nodes that this one hears.", () => bus.others().size);
  const gaps = metrics.counter("causerie_bus_gaps_total", "Times that news may have been missed.");
  const gone = metrics.counter("causerie_bus_nodes_gone_total", "Other nodes that left or fell silent.");
  bus.onGap(() => gaps.add());
  bus.onNodeGone(() => gone.add());
}
