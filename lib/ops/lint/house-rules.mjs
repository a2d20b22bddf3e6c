import path from 'node:path';

const SWITCHES = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails', 'fixme']);
const CASES = new Set(['it', 'test']);
const GROUPS = new Set(['describe', 'suite']);
const ALIASES = new Set(['fit', 'xit', 'xtest', 'fdescribe', 'xdescribe']);

/** The name a call starts from, and the members on the way: `it.each(rows)('…')` gives it, [each]. */
function chain(callee) {
  const members = [];
  let node = callee;
  for (;;) {
    if (node.type === 'MemberExpression') {
      if (node.property.type === 'Identifier') members.push(node.property.name);
      node = node.object;
    } else if (node.type === 'CallExpression') node = node.callee;
    else if (node.type === 'TaggedTemplateExpression') node = node.tag;
    else return { name: node.type === 'Identifier' ? node.name : '', members };
  }
}

/** No skipped, focused or assertion-free test. Helpers that assert are named expect… or assert…. */
export const honestTests = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { switched: 'A test is neither skipped nor focused ({{name}}).', empty: 'This test asserts nothing.' },
  },
  create(context) {
    const text = context.sourceCode.getText();
    return {
      CallExpression(node) {
        const { name, members } = chain(node.callee);
        if (ALIASES.has(name)) context.report({ node, messageId: 'switched', data: { name } });
        if (!CASES.has(name) && !GROUPS.has(name)) return;
        const switched = members.find((member) => SWITCHES.has(member));
        if (switched) context.report({ node, messageId: 'switched', data: { name: `${name}.${switched}` } });
        const body = node.arguments.find(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression');
        if (!CASES.has(name) || !body) return;
        if (!/\b(expect|assert)\w*\s*(\(|\.|<)/.test(text.slice(...body.range))) context.report({ node, messageId: 'empty' });
      },
    };
  },
};

const KEBAB = /^_?[a-z0-9]+([-.][a-z0-9]+)*\.([cm]?[jt]s|[jt]sx)$/;

export const kebabFiles = {
  meta: { type: 'problem', schema: [], messages: { name: 'Files are named in kebab-case: {{name}}.' } },
  create: (context) => ({
    Program(node) {
      const name = path.basename(context.filename);
      if (!KEBAB.test(name)) context.report({ node, messageId: 'name', data: { name } });
    },
  }),
};
