import { Radio, type RadioProps, Switch, type SwitchProps } from "@mantine/core";
import { useId } from "react";
import classes from "./Described.module.css";

/** A switch that is called by its label alone; Mantine's own description would be part of its name. */
export function DescribedSwitch({ hint, ...props }: SwitchProps & { hint: string }) {
  const id = useId();
  return (
    <div>
      <Switch aria-describedby={id} {...props} />
      <p id={id} className={classes.hint} data-after="switch">
        {hint}
      </p>
    </div>
  );
}

export function DescribedRadio({ hint, ...props }: RadioProps & { hint: string }) {
  const id = useId();
  return (
    <div>
      <Radio aria-describedby={id} {...props} />
      <p id={id} className={classes.hint} data-after="radio">
        {hint}
      </p>
    </div>
  );
}
