import type { AgentDetails, DepartmentBody, DepartmentDetails } from "@causerie/protocol";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ask } from "../ui/ask.ts";
import { tell } from "../ui/notify.ts";
import { useWords } from "../words/Words.tsx";
import { Deletion } from "./Deletion.tsx";
import { DepartmentForm } from "./DepartmentForm.tsx";
import { Loaded } from "./Loaded.tsx";
import { useAgents, useDepartments } from "./management.ts";
import { NotThere } from "./NotThere.tsx";
import { Section } from "./Section.tsx";

const EMPTY: DepartmentBody = { name: "", description: "", enabled: true, members: [] };

export function NewDepartment() {
  const { departmentSettings, settingsRoom } = useWords();
  const navigate = useNavigate();
  const agents = useAgents();
  const done = ({ name }: DepartmentDetails) => {
    tell(departmentSettings.made(name));
    void navigate({ to: "/settings/departments" });
  };
  return (
    <Section
      title={departmentSettings.newTitle}
      back={{ to: "/settings/departments", label: settingsRoom.departments }}
    >
      <Loaded query={agents}>
        {(all) => (
          <DepartmentForm
            initial={EMPTY}
            agents={all}
            action={departmentSettings.create}
            send={(fields) => ask<DepartmentDetails>("POST", "/dashboard-api/departments", fields)}
            onDone={done}
          />
        )}
      </Loaded>
    </Section>
  );
}

export function DepartmentPage() {
  const { departmentSettings, settingsRoom } = useWords();
  const id = Number(useParams({ strict: false }).departmentId);
  const departments = useDepartments();
  const agents = useAgents();
  const department = departments.data?.find(({ departmentId }) => departmentId === id);
  if (departments.data && !department) return <NotThere />;
  return (
    <Section
      title={department?.name ?? departmentSettings.members}
      back={{ to: "/settings/departments", label: settingsRoom.departments }}
    >
      <Loaded query={agents}>
        {(all) => department && <Existing key={id} department={department} agents={all} />}
      </Loaded>
    </Section>
  );
}

function Existing({ department, agents }: { department: DepartmentDetails; agents: AgentDetails[] }) {
  const { departmentSettings, settingsRoom } = useWords();
  const navigate = useNavigate();
  const { departmentId, ...fields } = department;
  const path = `/dashboard-api/departments/${departmentId}`;
  const gone = () => {
    tell(departmentSettings.removed(department.name));
    void navigate({ to: "/settings/departments" });
  };
  return (
    <>
      <DepartmentForm
        initial={fields}
        agents={agents}
        action={settingsRoom.save}
        send={(changed) => ask<DepartmentDetails>("PATCH", path, changed)}
      />
      <Deletion
        action={departmentSettings.remove}
        title={departmentSettings.removeTitle(department.name)}
        hint={departmentSettings.removeHint}
        path={path}
        onDeleted={gone}
      />
    </>
  );
}
