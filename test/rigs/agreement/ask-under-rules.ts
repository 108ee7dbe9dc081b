import { openOracle, type OracleVerdict } from '../oracle/oracle.ts';

/** Calls of one run: more would only make the conversation long. */
const COMMANDS_A_RUN = 240;

/**
 * What Claude Code does with commands under these allow rules, saved all at once in the local
 * settings of a project; in the order of the commands.
 */
export async function askUnderRules(
  rules: readonly string[],
  commands: readonly string[],
): Promise<readonly OracleVerdict[]> {
  const oracle = await openOracle();
  try {
    const settings = { local: { allow: rules } };
    const verdicts: OracleVerdict[] = [];
    for (let from = 0; from < commands.length; from += COMMANDS_A_RUN) {
      const some = commands.slice(from, from + COMMANDS_A_RUN);
      const calls = some.map((command) => ({ tool: 'Bash', input: { command } }));
      const answers = await oracle.ask({ settings, calls });
      verdicts.push(...answers.map(({ verdict }) => verdict));
    }
    return verdicts;
  } finally {
    await oracle.close();
  }
}
