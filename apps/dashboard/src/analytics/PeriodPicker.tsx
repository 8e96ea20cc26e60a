import { SegmentedControl, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type Change, stepOf } from "../ui/address.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { daysOf, type PeriodName, type PeriodSearch } from "./period.ts";

const NAMES: readonly PeriodName[] = ["today", "7d", "30d", "custom"];

/** The period is part of the address. */
export function PeriodPicker({ search }: { search: PeriodSearch }) {
  const { analyticsPage: words } = useWords();
  const navigate = useNavigate();
  const show = (next: PeriodSearch, how: Change = "chosen") =>
    void navigate({ to: "/analytics", search: next, ...stepOf(how) });
  const choose = (name: PeriodName) => {
    if (name === "7d") return show({});
    if (name !== "custom") return show({ period: name });
    // What was shown before is a start.
    const days = daysOf(search, Date.now());
    show({ period: "custom", ...(days && { from: days.first, to: days.last }) });
  };
  return (
    <div className={classes.period}>
      <SegmentedControl
        size="xs"
        aria-label={words.period}
        value={search.period ?? "7d"}
        data={NAMES.map((name) => ({ value: name, label: words.periods[name] }))}
        onChange={(name) => choose(name)}
      />
      {search.period === "custom" && <CustomDays search={search} onChange={(next) => show(next, "typed")} />}
    </div>
  );
}

type CustomProps = { search: PeriodSearch; onChange: (search: PeriodSearch) => void };

function CustomDays({ search, onChange }: CustomProps) {
  const { analyticsPage: words } = useWords();
  const { from, to } = search;
  const isWrong = from !== undefined && to !== undefined && daysOf(search, Date.now()) === null;
  const field = (name: "from" | "to") => (
    <TextInput
      type="date"
      size="xs"
      className={classes.date}
      label={words[name]}
      value={search[name] ?? ""}
      error={isWrong && name === "to"}
      {...(isWrong && { "aria-describedby": "wrong-days" })}
      onChange={(event) =>
        onChange({ ...search, period: "custom", [name]: event.currentTarget.value || undefined })
      }
    />
  );
  return (
    <div className={classes.custom}>
      {field("from")}
      {field("to")}
      {isWrong && (
        <p id="wrong-days" role="alert" className={classes.wrong}>
          {words.wrongDays}
        </p>
      )}
    </div>
  );
}
