import { type ReactNode, useEffect, useRef } from "react";

/** Takes the focus when its room opens, so that it is never lost on the way. */
export function RoomHeading({
  children,
  className,
  takeFocus = true,
}: {
  children: ReactNode;
  className?: string | undefined;
  takeFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) heading.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className} data-room-heading>
      {children}
    </h1>
  );
}
