import { IconChevronLeft } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./Settings.module.css";

type Props = {
  title: string;
  hint?: string;
  /** To the list that this is one of. */
  back?: { to: NonNullable<LinkProps["to"]>; label: string };
  action?: ReactNode;
  children: ReactNode;
};

export function Section({ title, hint, back, action, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What led here may be gone; what stays, as the list of sections, keeps the focus.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className={classes.column} aria-label={title}>
      {back && (
        <Link to={back.to} className={classes.back}>
          <IconChevronLeft size={15} aria-hidden />
          {back.label}
        </Link>
      )}
      <div className={classes.head}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {action}
        {hint && <p>{hint}</p>}
      </div>
      {children}
    </section>
  );
}
