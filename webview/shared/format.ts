/** How long ago something was, in the largest whole unit: "4 s", "12 min", "3 h", "2 d". */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** The last part of a path, of either kind of separator; the whole of it where there is no other. */
export function baseName(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}

/** A count with its noun: "1 request", "1,204 lines". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/** How long something still holds, never less than is left: "42 min", "1 h 5 min", "30 s". */
export function remaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/**
 * A time of day as the person writes it: "14:05", "2:05 PM".
 * @param moment milliseconds since 1970
 */
export function clock(moment: number): string {
  return new Date(moment).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}
