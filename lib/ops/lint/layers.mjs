import path from 'node:path';

/**
 * @typedef {{ name: string, at: string, may: string[], types?: string[], packages?: string[] | 'none', forbid?: string[] }} Layer
 * `at` is a folder or a file without extension; `may` and `types` name layers (a trailing / matches all layers below a name).
 */

const withoutExtension = (file) => file.replace(/\.(d\.)?[cm]?[jt]sx?$/, '');
const matches = (pattern, name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name);

/** The layer a path of the repository lies in: the longest `at` wins. */
function layerOf(layers, file) {
  const bare = withoutExtension(file);
  return layers
    .filter(({ at }) => bare === at || bare.startsWith(`${at}/`))
    .sort((a, b) => b.at.length - a.at.length)[0];
}

/** Path inside the repository that a specifier points to, or null for a package. */
function targetOf(root, file, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return null;
  return path.relative(root, path.resolve(path.dirname(file), specifier)).split(path.sep).join('/');
}

const isTypeOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  node.type === 'TSImportType' ||
  (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type'));

function judge(layers, owners, root, file, node, specifier) {
  const from = layerOf(layers, path.relative(root, file).split(path.sep).join('/'));
  if (!from) return null;
  const target = targetOf(root, file, specifier);
  if (target === null) return judgePackage(from, owners, file, root, specifier);
  const to = layerOf(layers, target);
  if (!to) return target === '' || target.startsWith('..') ? `${specifier} lies outside the project` : null;
  if (to.private && !from.name.startsWith(to.private)) return `${to.name} belongs to ${to.private}`;
  const allowed = [from.name, ...from.may, ...(isTypeOnly(node) ? (from.types ?? []) : [])];
  return allowed.some((pattern) => matches(pattern, to.name)) ? null : `${from.name} may not import ${to.name}`;
}

function judgePackage(from, owners, file, root, specifier) {
  const owner = owners.find(({ packages }) => packages.some((pattern) => matches(pattern, specifier)));
  if (owner) {
    const here = withoutExtension(path.relative(root, file).split(path.sep).join('/'));
    if (!owner.at.some((at) => here === at || here.startsWith(`${at}/`))) return `only ${owner.at.join(', ')} may import ${specifier}`;
    return null;
  }
  if (from.packages === 'none') return `${from.name} is pure: it may not import the package ${specifier}`;
  if (from.forbid?.some((pattern) => matches(pattern, specifier))) return `${from.name} may not import ${specifier}`;
  return null;
}

/** A lint rule made from the table of layers and the list of packages that have one owner. */
export function layersRule(root, layers, owners) {
  return {
    meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
    create(context) {
      const check = (node, source) => {
        if (typeof source?.value !== 'string') return;
        const why = judge(layers, owners, root, context.filename, node, source.value);
        if (why) context.report({ node: source, messageId: 'forbidden', data: { why } });
      };
      return {
        ImportDeclaration: (node) => check(node, node.source),
        ExportNamedDeclaration: (node) => check(node, node.source),
        ExportAllDeclaration: (node) => check(node, node.source),
        ImportExpression: (node) => check(node, node.source),
        TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
      };
    },
  };
}
