import { expect, test } from 'vitest';
import { finderLines } from '../../../../../src/core/risk/command/finder-lines.ts';
import { analyse } from '../../../../../src/core/shell/analyse.ts';

test.each([
  ["fzf --preview 'cat {}'", ['cat {}']],
  ["fzf --preview='cat {}' --bind=ctrl-c:cancel", ['cat {}']],
  ["fzf --bind 'enter:execute(rm {}),ctrl-o:execute-silent(open {})'", ['rm {}', 'open {}']],
  ['fzf --bind=enter:become:vim\\ {}', ['vim {}']],
  ["fzf --bind 'ctrl-r:reload[ls a]+first'", ['ls a']],
  ['fzf --bind=tab:toggle+down --height 40', []],
])('%s', (line, lines) => {
  const analysis = analyse(line);
  const [command] = analysis.kind === 'analysed' ? analysis.commands : [];
  expect(finderLines(command?.words.slice(1) ?? [])).toEqual(lines);
});
