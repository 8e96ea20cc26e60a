import { AgentFrame, VisitorFrame } from "@causerie/protocol";
import { frameDecoder } from "../platform/ws/decode.ts";

export const decodeVisitorFrame = frameDecoder<VisitorFrame>(VisitorFrame.anyOf);
export const decodeAgentFrame = frameDecoder<AgentFrame>(AgentFrame.anyOf);
