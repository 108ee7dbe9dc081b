import { describe, expect, it } from 'vitest';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import { standingOf } from '../../../../src/core/rules/standing.ts';
import { PLACES, placed } from './placed.ts';

function kinds(all: readonly PlacedRule[]): readonly string[] {
  return all.map((rule) => standingOf(rule, all, PLACES).kind);
}

/** Whether of two rules to allow the first covers the second, and not the other way round. */
function covered(wide: string, narrow: string): boolean {
  const [first, second] = kinds([placed(wide), placed(narrow)]);
  return first === 'in-force' && second === 'covered';
}

describe('a rule that another one covers', () => {
  it.each([
    ['Bash', 'Bash(npm test)'],
    ['Bash(npm *)', 'Bash(npm run *)'],
    ['Bash(npm run *)', 'Bash(npm run test)'],
    ['Edit(src/**)', 'Edit(src/a/b.ts)'],
    ['Edit(*.ts)', 'Edit(src/b.ts)'],
    ['Edit(**)', 'Edit(*.ts)'],
    ['Edit(//**)', 'Edit(~/notes/**)'],
    ['Edit(/src/**)', 'Edit(/src/a*.ts)'],
    ['Edit(src)', 'Edit(src/**)'],
    ['Edit(src/*)', 'Edit(src/deep/**)'],
    ['Write', 'Write(*)'],
    ['WebFetch', 'WebFetch(domain:a.org)'],
    ['WebFetch(domain:*)', 'WebFetch(domain:*.a.org)'],
    ['WebFetch(domain:*.a.org)', 'WebFetch(domain:b.a.org)'],
    ['mcp__srv', 'mcp__srv__get'],
    ['mcp__srv', 'mcp__srv__get_*'],
    ['mcp__srv__get_*', 'mcp__srv__get_all'],
    ['Skill(foo *)', 'Skill(foobar)'],
  ])('%s covers %s', (wide, narrow) => {
    expect(covered(wide, narrow)).toBe(true);
  });

  it.each([
    ['Bash(make *)', 'Bash(make a && npm test)'],
    ['Bash(find *)', 'Bash(find . -delete)'],
    ['Bash(npm run test*)', 'Bash(npm *)'],
    ['Edit', 'Edit(src/**)'],
    ['Write', 'Edit(src/**)'],
    ['Edit(src/**)', 'Read(src/**)'],
    ['Edit(src/**)', 'Edit(src)'],
    ['Edit(src/)', 'Edit(src)'],
    ['Edit(*/a)', 'Edit(b/c/a)'],
    ['Write(*)', 'Write'],
    ['WebFetch(domain:*.a.org)', 'WebFetch(domain:a.org)'],
    ['WebFetch(domain:a*.org)', 'WebFetch(domain:*.org)'],
    ['mcp__srv', 'mcp__srv2__get'],
  ])('%s doesn’t cover %s', (wide, narrow) => {
    expect(kinds([placed(wide), placed(narrow)])[1]).toBe('in-force');
  });

  it('of two that say the same, only the later one', () => {
    expect(kinds([placed('Bash(x)', 'allow', 'local'), placed('Bash(x)')])).toEqual([
      'in-force',
      'covered',
    ]);
    expect(kinds([placed('Bash(a *)'), placed('Bash(a:*)')])).toEqual(['in-force', 'covered']);
  });

  it('counts every rule for one that is not among them', () => {
    const standing = standingOf(placed('Bash(x)'), [placed('Bash(x)', 'allow', 'user')], PLACES);
    expect(standing.kind).toBe('covered');
  });

  it('is not covered by what is dead, or by patterns that something is taken out of again', () => {
    expect(kinds([placed('Edit(*)'), placed('Edit(.npmrc)')])).toEqual(['in-force', 'dead']);
    expect(kinds([placed('Edit(*.ts)'), placed('Edit(!a.ts)'), placed('Edit(b.ts)')])).toEqual([
      'in-force',
      'in-force',
      'in-force',
    ]);
  });
});

describe('a rule to ask that knows a command by its very text', () => {
  it.each([
    ['Bash(npm)', 'Bash(npm *)', 'in-force'],
    ['Bash(npm:*)', 'Bash(npm *)', 'in-force'],
    ['Bash(npm test)', 'Bash(npm *)', 'in-force'],
    ['Bash(npm)', 'Bash(npm)', 'shadowed'],
    ['Bash(npm)', 'Bash', 'shadowed'],
    ['Bash(npm run *)', 'Bash(npm *)', 'shadowed'],
  ])('%s beside %s to deny is %s', (ask, deny, kind) => {
    expect(kinds([placed(ask, 'ask'), placed(deny, 'deny')])[0]).toBe(kind);
  });
});

describe('a rule that another one shadows', () => {
  it.each([
    ['Bash(git push *)', 'Bash(git push -f *)'],
    ['Bash', 'Bash(x)'],
    ['Edit(src/**)', 'Edit(src/a.ts)'],
    ['WebFetch(domain:*)', 'WebFetch(domain:a.org)'],
    ['mcp__*', 'mcp__srv__get'],
    ['mcp__*__get', 'mcp__srv__get'],
    ['*', 'WebSearch'],
    ['Edit(a/**)', 'Edit(/a/b)'],
  ])('denied by %s: %s', (deny, allow) => {
    const rules = [placed(allow), placed(deny, 'deny', 'user')];
    expect(kinds(rules)).toEqual(['shadowed', 'in-force']);
    expect(kinds([placed(allow), placed(deny, 'ask', 'user')])).toEqual(['shadowed', 'in-force']);
    expect(kinds([placed(allow, 'ask'), placed(deny, 'deny')])).toEqual(['shadowed', 'in-force']);
  });

  it('not the other way round', () => {
    expect(kinds([placed('Bash(x)', 'deny'), placed('Bash')])).toEqual(['in-force', 'in-force']);
    expect(kinds([placed('Bash', 'allow'), placed('Bash(x)', 'deny')])[1]).toBe('in-force');
  });

  it('says by which', () => {
    const by = placed('Bash(git *)', 'deny', 'user');
    const standing = standingOf(placed('Bash(git push)'), [by], PLACES);
    expect(standing).toEqual({
      kind: 'shadowed',
      by,
      why: 'Bash(git *) in /home/dev/.claude/user.json denies all that it matches.',
    });
  });
});

describe('a rule among many', () => {
  it('is in force where Claude Code would skip the others', () => {
    const skipped = placed('Bash(x', 'deny');
    expect(standingOf(placed('Bash(x)'), [skipped], PLACES)).toEqual({ kind: 'in-force' });
  });

  it('says by which other it is covered', () => {
    const by = placed('Bash(git *)', 'allow', 'user');
    expect(standingOf(placed('Bash(git log)'), [placed('Bash(npm *)'), by], PLACES)).toEqual({
      kind: 'covered',
      by,
      why: 'Bash(git *) in /home/dev/.claude/user.json matches all that it does.',
    });
    const asking = placed('Bash(git *)', 'ask', 'user');
    expect(standingOf(placed('Bash(git log)'), [asking], PLACES)).toEqual({
      kind: 'shadowed',
      by: asking,
      why: 'Bash(git *) in /home/dev/.claude/user.json asks about all that it matches.',
    });
  });

  it('says why it is dead', () => {
    const standing = standingOf(placed('Write(src/**)'), [], PLACES);
    expect(standing).toEqual({
      kind: 'dead',
      why: 'Claude Code never compares paths with Write rules: write Edit(src/**), which covers it.',
    });
  });

  it('is judged in the places it is asked for, one after the other', () => {
    const all = [placed('Edit(//home/**)', 'deny'), placed('Edit(~/x)')];
    const elsewhere = { ...PLACES, home: '/root' };
    expect(standingOf(all[1]!, all, PLACES).kind).toBe('shadowed');
    expect(standingOf(all[1]!, all, elsewhere).kind).toBe('in-force');
    expect(standingOf(all[1]!, all, PLACES).kind).toBe('shadowed');
  });

  it('keeps to the file and the kind in which something is taken out again', () => {
    const narrow = placed('Edit(b.ts)');
    const wide = placed('Edit(*.ts)');
    const without = (...lifting: readonly PlacedRule[]) => kinds([wide, narrow, ...lifting])[1];
    expect(without(placed('Edit(!a.ts)'))).toBe('in-force');
    expect(without(placed('Edit(./!a.ts)'))).toBe('in-force');
    expect(without(placed('Read(!a.ts)'))).toBe('covered');
    expect(without(placed('Edit(!a.ts)', 'deny'))).toBe('covered');
    expect(without(placed('Edit(!a.ts)', 'allow', 'user'))).toBe('covered');
    expect(without(placed('Bash(x Edit(!a.ts)'))).toBe('covered');
    expect(kinds([placed('Bash(x *)'), placed('Bash(x y)'), placed('Edit(!a.ts)')])[1]).toBe(
      'covered',
    );
  });

  it('stands once, however often its text stands elsewhere', () => {
    const twice = [placed('Bash(x)', 'deny'), placed('Bash(x)'), placed('Bash(x)', 'ask', 'user')];
    expect(kinds(twice)).toEqual(['in-force', 'shadowed', 'shadowed']);
    expect(kinds([placed('Bash(x)'), placed('Bash(x)')])).toEqual(['in-force', 'in-force']);
    expect(kinds([placed('Task', 'deny'), placed('Agent(Explore)', 'deny')])).toEqual([
      'in-force',
      'covered',
    ]);
    expect(kinds([placed('mcp__a__b'), placed('mcp__a')])).toEqual(['covered', 'in-force']);
  });
});
