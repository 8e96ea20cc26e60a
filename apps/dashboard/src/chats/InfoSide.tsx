import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import type { TaggedChat } from "./details-draft.ts";
import { InfoPanel } from "./InfoPanel.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { useSide } from "./side.ts";

/** `chat`: whose tags are shown; null where there is none. */
export function InfoSide({ visitorId, chat }: { visitorId: string; chat: TaggedChat | null }) {
  const words = useWords();
  const { close } = useSide();
  const details = useAgentState((state) => state.details.get(visitorId));
  return (
    <SidePanel name={words.info} onClose={close}>
      <InfoPanel details={details} chat={chat} />
    </SidePanel>
  );
}
