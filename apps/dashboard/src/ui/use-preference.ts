import { readLocalStorageValue, useLocalStorage } from "@mantine/hooks";

/** A choice kept in this browser and followed by all its tabs. */
export function usePreference<T>(key: string, fallback: T): [T, (value: T) => void] {
  const [value, set] = useLocalStorage<T>({
    key: `causerie:${key}`,
    defaultValue: readLocalStorageValue<T>({ key: `causerie:${key}`, defaultValue: fallback }),
    getInitialValueInEffect: false,
  });
  return [value, set];
}
