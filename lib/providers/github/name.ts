import 'server-only';

/** Repositories of one asset that are asked: the first ones are its own, later ones are tools around it. */
export const MOST_REPOSITORIES = 3;

const REPOSITORY = /^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/;

/**
 * What an asset is called towards GitHub: its CoinGecko id, then its repositories, a blank between each. Two assets may share a
 * repository, so a repository alone names none. Null where it has no repository. Example: `bitcoin bitcoin/bitcoin bitcoin/bips`.
 */
export function githubName(coingeckoId: string, repositories: readonly string[]): string | null {
  const distinct = new Map(repositories.filter((name) => REPOSITORY.test(name)).map((name) => [name.toLowerCase(), name]));
  return distinct.size === 0 ? null : [coingeckoId, ...[...distinct.values()].slice(0, MOST_REPOSITORIES)].join(' ');
}

/** The CoinGecko id in such a name. */
export const githubAsset = (name: string): string => name.split(' ').filter((part) => !REPOSITORY.test(part)).join(' ');

/** The repositories in such a name. */
export const repositoriesIn = (name: string): string[] => name.split(' ').filter((part) => REPOSITORY.test(part));
