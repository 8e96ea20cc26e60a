import { useComputedColorScheme } from "@mantine/core";
import fr from "emoji-picker-element/i18n/fr.js";
import Picker from "emoji-picker-element/picker.js";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLanguage } from "../words/Words.tsx";
import classes from "./emoji.module.css";
import { emojiSource } from "./emoji-data.ts";

/** A chunk of its own, loaded when it is opened for the first time. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const { language } = useLanguage();
  const scheme = useComputedColorScheme();
  const picked = useEffectEvent(onPick);
  useEffect(() => {
    const picker = new Picker({ ...emojiSource(language), ...(language === "fr" && { i18n: fr }) });
    picker.className = `${classes.picker} ${scheme}`;
    picker.addEventListener("emoji-click", ({ detail }) => detail.unicode && picked(detail.unicode));
    place.current?.append(picker);
    // It draws itself a moment after it is put in.
    requestAnimationFrame(() => picker.shadowRoot?.querySelector("input")?.focus());
    return () => picker.remove();
  }, [language, scheme]);
  return <div ref={place} className={classes.place} />;
}
