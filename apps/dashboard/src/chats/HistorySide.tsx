import { useWords } from "../words/Words.tsx";
import { PastChats } from "./PastChats.tsx";
import { PastTranscript } from "./PastTranscript.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { useSide } from "./side.ts";

/** [HI3] The visitor's past chats, and one of them whole, beside the chat. `chatId`: the one that is open. */
export function HistorySide({ visitorId, chatId }: { visitorId: string; chatId: string | null }) {
  const words = useWords();
  const { past, close } = useSide();
  return (
    <SidePanel name={words.history} isWide onClose={close}>
      {past === undefined ? (
        <PastChats visitorId={visitorId} except={chatId} />
      ) : (
        <PastTranscript key={past} chatId={past} />
      )}
    </SidePanel>
  );
}
