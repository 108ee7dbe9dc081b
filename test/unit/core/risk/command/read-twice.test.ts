import { expect, test } from 'vitest';
import { readTwice } from '../../../../../src/core/risk/command/read-twice.ts';
import { analyse } from '../../../../../src/core/shell/analyse.ts';

function again(line: string): readonly string[] {
  const analysis = analyse(line);
  return analysis.kind === 'analysed'
    ? readTwice(line, analysis).map(({ text }) => text)
    : ['not analysed'];
}

test.each([
  ["X='a[$(id)]'; echo $((X))", ["X='a[$(id)]'"]],
  ['X="a[\\$(id)]"', ['X="a[\\$(id)]"']],
  ['X="$Y[\\`id\\`]"', ['X="$Y[\\`id\\`]"']],
  ["X=(b 'a[$(id)]')", ["X=(b 'a[$(id)]')"]],
  ["let 'n=a[$(id)]'", ["'n=a[$(id)]'"]],
  ["test -v 'a[$(id)]'", ["'a[$(id)]'"]],
  ["[[ 'a[$(id)]' -eq 1 ]]", ["'a[$(id)]'"]],
  ["for i in 'a[$(id)]'; do ls; done", ["'a[$(id)]'"]],
  ["a['$(id)']=1", ["a['$(id)']=1"]],
  ["compgen -W '$(id)'", ["'$(id)'"]],
  ['echo ${X@P}', ['${X@P}']],
  ['Y=${X@P}', ['Y=${X@P}']],
  ['echo "${(e)X}"', ['"${(e)X}"']],
  ["BASH_ALIASES[ls]='id'", ["BASH_ALIASES[ls]='id'"]],
  ["X='$(id)'; eval echo $X", ["X='$(id)'"]],
  ['ls *(Ne:"id":)', ['*(Ne:"id":)']],
  ['print ${$(id):-a}', ['${$(id):-a}']],
  ['n=$(( $(cat n) + 1 ))', ['n=$(( $(cat n) + 1 ))']],
  ['echo $(( $(curl -s a) ))', ['$(( $(curl -s a) ))']],
])('%s', (line, texts) => expect(again(line)).toEqual(texts));

test.each([
  'X="[$(date)] a"; echo "$X"',
  'printf \'[%s] %s\' "$(date)" a',
  'echo "[`date`]" | tee a.log',
  '[ "$(id -u)" = 0 ]',
  '[[ $(git branch) == [a-z]* ]]',
  "grep -E '[$(]' a",
  "git commit -m 'a[$(id)]'",
  'a[$(date +%d)]=1',
  'n=$(( $(wc -l < a) + $(date +%s) ))',
  'n=$(( $(find . -name a | wc -l) - 1 ))',
  'echo ${X[1]} ${!X} ${(f)X}',
  'declare -A A=([a]=1)',
  "X='$(id)'; echo $X",
  "git branch --format='%(refname:short)'",
  'ls !(a|b) @(c)',
  'X=("[$(date)]" "$Y[$(id)]")',
])('nothing is read a second time in %s', (line) => expect(again(line)).toEqual([]));
