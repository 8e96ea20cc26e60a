import type { VisitorChat } from "@causerie/client";
import { writingOf } from "../chat/writing.ts";
import type { Words } from "../words/language.ts";
import { Avatar } from "./Avatar.tsx";
import { Icon } from "./Icon.tsx";
import { Menu } from "./Menu.tsx";
import { names } from "./names.tsx";
import type { PanelModel } from "./panel-model.ts";

/** The concierge: who answers, or the house as long as nobody does. */
export function Header({ model }: { model: PanelModel }) {
  const { chat } = model.state.value;
  const speech = model.speech.value;
  const agents = chat?.view.agents ?? [];
  return (
    <header class="header">
      <Avatar name={agents[0]?.name ?? null} tint={agents[0]?.agentId ?? 0} />
      <div class="concierge">
        <h2 id="causerie-title" class="title">
          <bdi>
            {names(
              speech,
              agents.map(({ name }) => name),
            ) || speech.words.chat}
          </bdi>
        </h2>
        <p class="byline">
          {chat?.view.status === "served" && <span class="presence" />}
          {writingOf(model.state.value) === "composer"
            ? byline(speech.words, chat)
            : speech.words.bylineOffline}
        </p>
      </div>
      <Menu model={model} />
      <button
        class="plain icon-button"
        type="button"
        aria-label={speech.words.close}
        onClick={() => model.host.close()}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

function byline(words: Words, chat: VisitorChat | null): string {
  const status = chat?.view.status ?? "not-started";
  switch (status) {
    case "not-started":
      return words.bylineStart;
    case "waiting":
      return words.bylineWaiting;
    case "served":
      return words.bylineServed;
    case "unattended":
      return words.bylineUnattended;
    case "ended":
    case "offline-message":
      return words.bylineEnded;
    default:
      status satisfies never;
      return "";
  }
}
