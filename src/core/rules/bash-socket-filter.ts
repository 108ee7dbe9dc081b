/** Words of a filter of `ss` that stand by themselves. */
const ALONE = new Set('and or not autobound src dst eq ne lt gt le ge'.split(' '));

/** Those behind which any word may stand. */
const WITH_WORD = new Set('dev fwmark cgroup sport dport state exclude'.split(' '));

/**
 * Whether what stands beside the options of `ss` names no machine, which would be looked up in the
 * network: such a word is asked about (measured).
 */
export function namesNoMachine(operands: readonly string[]): boolean {
  const words = operands.join(' ').split(/\s+/);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (WITH_WORD.has(word)) at += 1;
    else if (!ALONE.has(word) && /[A-Za-z~@]/.test(word) && !ADDRESS.test(word)) return false;
  }
  return true;
}

/** A port by its name, or an address with colons. */
const ADDRESS = /^[0-9a-fA-F]{0,4}:[\w:-]*$/;
