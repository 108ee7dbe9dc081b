import { describe, expect, it } from 'vitest';
import type { RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';
import { coversRule, extentOf } from '../../../../src/core/rules/rule-coverage.ts';
import { PLACES, placed } from './placed.ts';

function covers(wide: string, narrow: string, list: RuleBehavior = 'allow'): boolean | null {
  const [outer, inner] = [wide, narrow].map((text) => extentOf(placed(text, list), PLACES));
  return outer && inner ? coversRule(outer, inner, PLACES) : null;
}

describe('what a rule covers of others in the same list', () => {
  it.each([
    ['Bash', 'Bash(npm test)'],
    ['Bash(*)', 'Bash'],
    ['Bash(npm *)', 'Bash(npm test)'],
    ['Bash(npm *)', 'Bash(npm)'],
    ['Bash(npm *)', 'Bash(npm run *)'],
    ['Bash(npm:*)', 'Bash(npm run:*)'],
    ['Bash(npm  *)', 'Bash(npm test)'],
    ['Bash(npm *)', 'Bash(npm  test)'],
    ['Bash(npm test)', 'Bash(npm test)'],
    ['Bash(find *)', 'Bash(find *)'],
    ['Read(src/**)', 'Read(src/a/**)'],
    ['Read(src/**)', 'Read(src/**)'],
    ['Read', 'Read(*)'],
    ['Read(*)', 'Read(*)'],
    ['WebFetch', 'WebFetch(domain:a.org)'],
    ['WebFetch(domain:*.a.org)', 'WebFetch(domain:b.a.org)'],
    ['Skill(a *)', 'Skill(a)'],
    ['Skill(a *)', 'Skill(ab)'],
    ['Skill(a:*)', 'Skill(a *)'],
    ['Skill(/a)', 'Skill(a)'],
    ['Skill(a)', 'Skill(/a)'],
    ['Agent', 'Task(x)'],
    ['Task', 'Agent'],
    ['mcp__s', 'mcp__s__get'],
    ['mcp__s', 'mcp__s__get_*'],
    ['mcp__s__*', 'mcp__s__get'],
    ['mcp__s__*', 'mcp__s__get_*'],
    ['mcp__s__get_*', 'mcp__s__get_*'],
  ])('%s covers %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each([
    ['Bash(npm test)', 'Bash'],
    ['Bash(npm test)', 'Bash(npm *)'],
    ['Bash(npm *)', 'Bash(npmx)'],
    ['Bash(npm *)', 'Bash(yarn *)'],
    ['Bash(npm *)', 'Read(npm *)'],
    ['Bash(npm *)', 'Bash(npm test; x)'],
    ['Bash(npm *)', 'Bash(npm test > x)'],
    ['Bash(npm *)', 'Bash(npm $X)'],
    ['Bash(npm *)', 'Bash( npm test)'],
    ['Bash(npm *)', 'Bash(npm test )'],
    ['Bash(npm *)', `Bash(npm ${'x'.repeat(1000)})`],
    ['Bash(find *)', 'Bash(find . -delete)'],
    ['Bash(rm *)', 'Bash(rm x)'],
    ['Bash(watch *)', 'Bash(watch ls)'],
    ['Bash(awk *)', 'Bash(awk x)'],
    ['Bash(gawk *)', 'Bash(gawk x)'],
    ['Read(src/a/**)', 'Read(src/**)'],
    ['Read(!src/**)', 'Read(!src/**)'],
    ['Read(src/**)', 'Edit(src/**)'],
    ['Read(*)', 'Read'],
    ['Read', 'Read(src/**)'],
    ['Edit', 'Edit(x)'],
    ['Write', 'Write(x)'],
    ['Glob', 'Glob(x)'],
    ['Grep', 'Grep(x)'],
    ['LS', 'LS(x)'],
    ['MultiEdit', 'MultiEdit(x)'],
    ['NotebookEdit', 'NotebookEdit(x)'],
    ['WebFetch(domain:a.org)', 'WebFetch(domain:b.org)'],
    ['WebFetch(domain:a.org)', 'WebFetch(x)'],
    ['WebFetch(x)', 'WebFetch(domain:a.org)'],
    ['WebFetch(domain:b.a.org)', 'WebFetch(domain:*.a.org)'],
    ['Skill(a)', 'Skill(a *)'],
    ['Skill(a)', 'Skill(ab)'],
    ['Skill(ab *)', 'Skill(a *)'],
    ['Skill(a)', 'Skill(b)'],
    ['mcp__s', 'mcp__sx__get'],
    ['mcp__s', 'mcp__sx__get_*'],
    ['mcp__s__get', 'mcp__s__get_*'],
    ['mcp__s__get_*', 'mcp__s__*'],
    ['mcp__s__get_*', 'mcp__s__set'],
    ['WebSearch(x)', 'WebSearch(y)'],
    ['Read', 'Write'],
    ['Bash', 'Read'],
  ])('%s does not cover %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it.each([
    ['Read', 'Read(*)', true],
    ['Read(*)', 'Read', true],
    ['Read', 'Read(src/**)', false],
    ['*', 'Bash(x)', true],
    ['Web*', 'WebFetch(domain:a.org)', true],
    ['Web*', 'WebF*', true],
    ['WebF*', 'Web*', false],
    ['mcp__*', 'mcp__s__get', true],
    ['Agent(model:o*)', 'Agent(model:opus)', false],
    ['WebSearch(query:a*)', 'WebSearch(query:ab)', true],
    ['WebSearch(query:a*)', 'WebSearch(query:b)', false],
    ['WebSearch(query:a*)', 'WebSearch(other:ab)', false],
    ['WebSearch(query:ab)', 'WebSearch(query:a*)', false],
    ['WebSearch(x)', 'WebSearch(query:ab)', false],
    ['WebSearch(query:ab)', 'WebSearch(x)', false],
    ['WebFetch(prompt:a*)', 'WebFetch(domain:a.org)', false],
    ['Bash(timeout:1*)', 'Bash(timeout:12)', false],
    ['Read(limit:1*)', 'Read(limit:12)', false],
    ['Skill(args:a*)', 'Skill(args:ab)', false],
  ])('to deny, %s and %s: %s', (wide, narrow, expected) => {
    expect(covers(wide, narrow, 'deny')).toBe(expected);
  });

  it('is nothing where a rule is skipped as malformed', () => {
    expect(extentOf(placed('bash(x)'), PLACES)).toBeNull();
    expect(extentOf(placed('Bash()'), PLACES)).toBeNull();
  });

  it('reads paths from where their rule stands', () => {
    const user = extentOf(placed('Edit(/src/**)', 'allow', 'user'), PLACES);
    const project = extentOf(placed('Edit(/src/**)'), PLACES);
    expect(user && project && coversRule(user, project, PLACES)).toBe(false);
    const [deny, allow] = [placed('Edit(src/**)', 'deny'), placed('Edit(src/**)')].map((one) =>
      extentOf(one, PLACES),
    );
    expect(deny && allow && coversRule(deny, allow, PLACES)).toBe(true);
  });
});

describe('paths beside each other', () => {
  it.each([
    ['Edit(src/**)', 'Edit(src/*)'],
    ['Edit(src/**)', 'Edit(src/**/a.ts)'],
    ['Edit(SRC/**)', 'Edit(src/a)'],
    ['Edit(**/a)', 'Edit(x/y/a)'],
    ['Edit(**/a)', 'Edit(a)'],
    ['Edit(a)', 'Edit(**/a)'],
    ['Edit(*.ts)', 'Edit(x/**/y.ts)'],
    ['Edit(//home/dev/**)', 'Edit(/src/**)'],
    ['Edit(//home/dev/proj/**)', 'Edit(/src/**)'],
    ['Edit(//**)', 'Edit(/src/a)'],
    ['Edit(~/proj/**)', 'Edit(/src/a)'],
    ['Edit(src/a*)', 'Edit(src/ab*)'],
    ['Edit(a b/**)', 'Edit(a b/c)'],
    ['Edit(src/*/x)', 'Edit(src/a/x)'],
  ])('%s covers %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each([
    ['Edit(src/*/x)', 'Edit(src/a/b/x)'],
    ['Edit(src/*/x)', 'Edit(src/**/x)'],
    ['Edit(src/*)', 'Edit(src/**)'],
    ['Edit(src/a/)', 'Edit(src/a/**)'],
    ['Edit(src/a)', 'Edit(a)'],
    ['Edit(/src/**)', 'Edit(src/a)'],
    ['Edit(src/**)', 'Edit(/src/a)'],
    ['Edit(//home/dev/proj/x/**)', 'Edit(/src/**)'],
    ['Edit(//home/dev/proj/src)', 'Edit(/srcx)'],
    ['Edit(!src/**)', 'Edit(src/a)'],
    ['Edit(src/**)', 'Edit(!src/a)'],
    ['Edit(src/[ab])', 'Edit(src/a)'],
    ['Edit(src/**)', 'Edit(src/[ab])'],
    ['Edit(src/?)', 'Edit(src/a)'],
    ['Edit(src/**)', 'Edit(src/?)'],
    ['Edit(*a*a*a*a*a*)', 'Edit(aaaaaa)'],
    ['Edit(**)', 'Edit(*a*a*a*a*a*)'],
    ['Edit(a )', 'Edit(a)'],
    ['Edit(src/a)', 'Edit(src/*)'],
    ['Edit(src/ab*)', 'Edit(src/a*)'],
    ['Edit(src/a/)', 'Edit(src/a)'],
    ['Edit(x/**/a)', 'Edit(y/x/a)'],
  ])('%s doesn’t cover %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it('to deny and to ask, relative ones are read from the project too', () => {
    expect(covers('Edit(src/**)', 'Edit(/src/a)', 'deny')).toBe(true);
    expect(covers('Edit(src/**)', 'Edit(/src/a)', 'allow')).toBe(false);
    expect(covers('Edit(/src/**)', 'Edit(src/a)', 'deny')).toBe(false);
    expect(covers('Edit(src/**)', 'Edit(//etc/src/a)', 'deny')).toBe(false);
  });
});
