/** The layers of ARCHITECTURE.md as rules: who may import whom. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-circles',
      comment: 'A circle between folders is a bug, even where no two files form one.',
      scope: 'folder',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { circular: true },
    },
    only(
      'core-knows-nobody',
      '^src/core/',
      ['^src/core/', '^node_modules/(unbash|ignore|tldts|tldts-core|rfc6902)/'],
      'core is pure: no node, no other layer',
    ),
    {
      name: 'one-folder-a-package',
      comment:
        'Shell is parsed in core/shell, and patterns and domains are read in core/rules, alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/(shell|rules)/' },
      to: { path: '^node_modules/(unbash|ignore|tldts)/' },
    },
    {
      name: 'profiles-alone-are-patched',
      comment: 'JSON patches are for a person’s own profiles alone.',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/core/policy/' },
      to: { path: '^node_modules/rfc6902/' },
    },
    only('protocol-knows-core', '^src/protocol/', ['^src/(core|protocol)/', '^node_modules/zod/']),
    only('agents-know-core-and-protocol', '^src/agents/', [
      '^src/(core|protocol|agents)/',
      '^node_modules/zod/',
    ]),
    {
      name: 'broker-knows-no-editor',
      severity: 'error',
      from: { path: '^src/broker/' },
      to: {
        path: ['^src/(editor|extension)', '^webview/', '^vscode$', '^node_modules/@types/vscode'],
      },
    },
    {
      name: 'only-the-editor-imports-vscode',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: ['^src/editor/', '^src/extension\\.ts$'] },
      to: { path: ['^vscode$', '^node_modules/@types/vscode'] },
    },
    only('webview-knows-protocol-and-display', '^webview/', [
      '^webview/',
      '^src/protocol/',
      '^src/core/display/',
      // Their types only: see the rule below.
      '^src/core/(request|rules|grants|risk|policy)/',
      '^src/core/(subject|json|visible)\\.ts$',
      '^src/core/pairing/',
      '^node_modules/idb-keyval/',
      '^node_modules/(lit|lit-html|lit-element|@lit|zod|diff|uqr|@vscode/webview-ui-toolkit|@microsoft)/',
    ]),
    {
      name: 'webview-takes-only-types-of-core',
      comment:
        'The pages share the core’s words, not its doings; the display code is the exception.',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/remote/' },
      to: {
        path: '^src/core/',
        pathNot: '^src/core/(display/|visible\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-remote-page-makes-what-it-signs',
      comment:
        'It shares the texts that are signed with the desk, and no other doings of the core.',
      severity: 'error',
      from: { path: '^webview/remote/' },
      to: {
        path: '^src/core/',
        pathNot: '^src/core/(display/|pairing/|(json|visible)\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-remote-page-keeps-keys',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^webview/remote/device/' },
      to: { path: '^node_modules/idb-keyval/' },
    },
    {
      name: 'one-file-names-the-toolkit',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^webview/shared/toolkit\\.ts$' },
      to: { path: '^node_modules/(@vscode/webview-ui-toolkit|@microsoft)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
