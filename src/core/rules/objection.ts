import { analyse } from '../shell/analyse.ts';
import { listedRefusal } from './bash-judge.ts';
import { beforeOpenPipe } from './bash-open-pipe.ts';
import { refusal } from './bash-refusal.ts';
import { roughSight } from './bash-sight.ts';
import type { Call } from './call.ts';
import { deniesFiles } from './file-access.ts';
import { isEmpty } from './file-shelf.ts';
import { isFileTool, judge, type RuleSet } from './judge.ts';
import { judgeParameters } from './tool-rules.ts';
import { takesBashAway } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/**
 * What a rule to deny or to ask has against a call, as `judge` tells it; null where none has. It is for
 * who asks nothing else of the rules: whether the others allow a call costs as much again. It never
 * throws.
 */
export function objectionTo(set: RuleSet, call: Call): Verdict | null {
  const { command } = call.input;
  if (isFileTool(call.tool) && isEmpty(set.files.deny) && isEmpty(set.files.ask)) {
    return judgeParameters(set.tools, call);
  }
  // Rules for files reach into commands, through what each of them would be allowed.
  if (call.tool !== 'Bash' || typeof command !== 'string' || deniesFiles(set.files)) {
    return objecting(judge(set, call));
  }
  const own = objectionToCommand(set, command, call.cwd);
  if (own?.outcome === 'deny') return own;
  const ofParameters = judgeParameters(set.tools, call);
  return ofParameters?.outcome === 'deny' ? ofParameters : (own ?? ofParameters);
}

function objecting(verdict: Verdict): Verdict | null {
  return verdict.outcome !== 'allow' && verdict.rule !== null ? verdict : null;
}

function objectionToCommand(set: RuleSet, command: string, cwd: string): Verdict | null {
  const { bash } = set;
  const { bare } = bash.deny;
  if (bare !== null) return { outcome: 'deny', rule: bare, because: takesBashAway(bare) };
  const analysis = analyse(command);
  if (analysis.kind === 'analysed') return listedRefusal(set, analysis, command, cwd);
  const rough = refusal(bash, () => roughSight(command, analysis.fault === 'too-long'));
  const before = beforeOpenPipe(command, analysis.fault);
  return rough ?? (before === null ? null : objectionToCommand(set, before, cwd));
}
