import { Button, Menu } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import { COLUMN_NAMES, type ColumnName, DEFAULT_COLUMNS } from "./column-names.ts";
import { withColumn } from "./list-choices.ts";

type Props = { columns: readonly ColumnName[]; onChange: (columns: readonly ColumnName[]) => void };

/** Which columns the list has. The visitor stays: nothing leads anywhere without. */
export function ColumnsMenu({ columns, onChange }: Props) {
  const words = useWords();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={14} aria-hidden />}>
          {words.columns}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(70vh, 480px)" style={{ overflowY: "auto" }}>
        {COLUMN_NAMES.filter((name) => name !== "visitor").map((name) => (
          <Menu.CheckboxItem
            key={name}
            checked={columns.includes(name)}
            onChange={(isShown) => onChange(withColumn(columns, name, isShown))}
          >
            {wholeName(words, name)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChange(DEFAULT_COLUMNS)}>{words.defaultColumns}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Visits (past year)" */
export function wholeName(words: Words, name: ColumnName): string {
  const notes: Partial<Record<ColumnName, string>> = words.columnNote;
  return notes[name] ? `${words.column[name]} (${notes[name]})` : words.column[name];
}
