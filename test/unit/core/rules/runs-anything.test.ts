import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../../src/core/rules/rule.ts';
import { runsAnything } from '../../../../src/core/rules/runs-anything.ts';

function warning(text: string): string | null | undefined {
  const rule = parseRule(text);
  return rule === null ? undefined : runsAnything(rule);
}

describe('a rule to allow that lets anything be run', () => {
  it.each([
    ...['Bash', 'Bash(*)', 'PowerShell', 'PowerShell(*)'].map((text) => [
      text,
      'every command runs',
    ]),
    ...['Bash(g*)', 'Bash(gi*)', 'Bash(* x)', 'Bash(*x)', 'Bash(/usr/*)'].map((text) => [
      text,
      'every program whose name begins with',
    ]),
    ...['Bash(make *)', 'Bash(just:*)', 'Bash(gradle test *)'].map((text) => [text, 'build files']),
    ...['Bash(curl *)', 'Bash(wget:*)', 'Bash(rsync a *)'].map((text) => [text, 'loads or sends']),
    ...['Bash(bash *)', 'Bash(sudo:*)', 'Bash(python3 *)', 'Bash(npx *)', 'Bash(xargs rm *)'].map(
      (text) => [text, 'runs what it is given'],
    ),
    ...['Bash(git *)', 'Bash(docker:*)', 'Bash(podman *)', 'Bash(kubectl *)', 'Bash(npm:*)'].map(
      (text) => [text, 'Some uses of'],
    ),
    ...['Bash(pnpm *)', 'Bash(yarn *)', 'Bash(cargo *)', 'Bash(go *)'].map((text) => [
      text,
      'Some uses of',
    ]),
    ...[
      'Bash(uv *)',
      'Bash(terraform *)',
      'Bash(poetry *)',
      'Bash(pip:*)',
      'Bash(gh *)',
      'Bash(tar *)',
    ].map((text) => [text, 'Some uses of']),
    ...[
      'Bash(pipenv *)',
      'Bash(conda *)',
      'Bash(helm *)',
      'Bash(ansible *)',
      'Bash(vagrant *)',
    ].map((text) => [text, 'Some uses of']),
    ...['Bash(docker exec *)', 'Bash(mytool x y*)', 'Bash(pnpm dlx:*)', 'Bash(a eval *)'].map(
      (text) => [text, 'runs what it is given'],
    ),
    ...['Bash(a shell *)', 'Bash(git submodule foreach *)', 'PowerShell(node *)'].map((text) => [
      text,
      'runs what it is given',
    ]),
  ])('%s: %s', (text, part) => {
    expect(warning(text)).toContain(part);
  });

  it.each([
    ...['Bash(git status *)', 'Bash(npm run build:*)', 'Bash(npx eslint *)', 'Bash(jq *)'],
    ...['Bash(mytool *)', 'Bash(mytool:*)', 'Bash(mytool run *)', 'Bash(git push *)'],
    ...['Bash(bash x.sh)', 'Bash(git)', 'Read', 'Read(*)', 'WebFetch(domain:*)', 'Bash(ls *)'],
    ...['Bash(mytool a*)', 'Bash(git stash y*)'],
  ])('%s: not that one', (text) => {
    expect(warning(text)).toBeNull();
  });
});
