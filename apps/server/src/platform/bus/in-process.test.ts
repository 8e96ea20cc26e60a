import { pino } from "pino";
import { busContract } from "./contract.ts";
import { inProcessHub } from "./in-process.ts";

busContract(async () => {
  const hub = inProcessHub(pino({ level: "silent" }));
  return { ...hub, join: async () => hub.join(), close: async () => undefined };
});
