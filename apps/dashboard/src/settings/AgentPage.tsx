import type { AgentDetails, DepartmentDetails } from "@causerie/protocol";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useSession } from "../connection/AgentConnection.tsx";
import { ask } from "../ui/ask.ts";
import { tell } from "../ui/notify.ts";
import { useWords } from "../words/Words.tsx";
import { AgentForm } from "./AgentForm.tsx";
import { type AgentFields, changedFields, EMPTY_AGENT, fieldsOf } from "./agent-fields.ts";
import { Deletion } from "./Deletion.tsx";
import { Loaded } from "./Loaded.tsx";
import { useAgents, useDepartments } from "./management.ts";
import { NotThere } from "./NotThere.tsx";
import { Section } from "./Section.tsx";

export function NewAgent() {
  const { agentSettings, settingsRoom } = useWords();
  const navigate = useNavigate();
  const departments = useDepartments();
  const done = ({ name }: AgentDetails) => {
    tell(agentSettings.made(name));
    void navigate({ to: "/settings/agents" });
  };
  return (
    <Section title={agentSettings.newTitle} back={{ to: "/settings/agents", label: settingsRoom.agents }}>
      <Loaded query={departments}>
        {(all) => (
          <AgentForm
            initial={EMPTY_AGENT}
            departments={all}
            action={agentSettings.create}
            send={(fields) => ask<AgentDetails>("POST", "/dashboard-api/agents", fields)}
            onDone={done}
          />
        )}
      </Loaded>
    </Section>
  );
}

export function AgentPage() {
  const { settingsRoom } = useWords();
  const id = Number(useParams({ strict: false }).agentId);
  const agents = useAgents();
  const departments = useDepartments();
  const agent = agents.data?.find(({ agentId }) => agentId === id);
  if (agents.data && !agent) return <NotThere />;
  return (
    <Section
      title={agent?.name ?? settingsRoom.agents}
      back={{ to: "/settings/agents", label: settingsRoom.agents }}
    >
      <Loaded query={departments}>
        {(all) => agent && <Existing key={id} agent={agent} departments={all} />}
      </Loaded>
    </Section>
  );
}

function Existing({ agent, departments }: { agent: AgentDetails; departments: DepartmentDetails[] }) {
  const { agentSettings, settingsRoom } = useWords();
  const { me } = useSession();
  const navigate = useNavigate();
  const path = `/dashboard-api/agents/${agent.agentId}`;
  const isMine = agent.agentId === me.agentId;
  const isOutOfReach = agent.role === "owner" && me.role !== "owner";
  const gone = () => {
    tell(agentSettings.removed(agent.name));
    void navigate({ to: "/settings/agents" });
  };
  return (
    <>
      <AgentForm
        initial={fieldsOf(agent)}
        existing={agent}
        departments={departments}
        action={settingsRoom.save}
        readOnly={isOutOfReach}
        send={(fields: AgentFields) => ask<AgentDetails>("PATCH", path, changedFields(fields, agent))}
      />
      {!isMine && !isOutOfReach && (
        <Deletion
          action={agentSettings.remove}
          title={agentSettings.removeTitle(agent.name)}
          hint={agentSettings.removeHint}
          path={path}
          onDeleted={gone}
        />
      )}
    </>
  );
}
