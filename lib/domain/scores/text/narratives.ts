import type { TextToken } from './tokenize';
import { wordForms } from './word-forms';

/** What a text is about, the gravest first. */
export const NARRATIVES = ['hack', 'depeg', 'lawsuit', 'regulation', 'etf', 'listing', 'partnership', 'upgrade', 'unlock', 'airdrop', 'adoption', 'mining', 'staking', 'macro'] as const;
export type Narrative = (typeof NARRATIVES)[number];

/** Words and pairs of words in their base form; a pair has a blank. */
const TELLING: Readonly<Record<Narrative, string>> = {
  hack: 'hack,hacker,exploit,exploiter,attacker,phishing,drainer,stolen,theft,rug pull,rugpull,flash loan,reentrancy,private key,white hat,vulnerability,honeypot',
  depeg: 'depeg,depegged,its peg,dollar peg,off peg,below peg',
  lawsuit: 'lawsuit,sue,court,judge,appeal,settlement,fraud,guilty,indict,indictment,subpoena,charges,verdict,class action',
  regulation: 'regulator,regulation,regulatory,sec,cftc,mica,ban,outlaw,licence,license,parliament,senate,senator,lawmaker,compliance,watchdog,sanction,tax,custody rule,stablecoin bill,agency',
  etf: 'etf,etp,spot fund,spot product,exchange-traded',
  listing: 'list,listing,delist,delisting,relist,trading pair',
  partnership: 'partner,partnership,collaborate,collaboration,team up,integrate,integration,alliance,join force',
  upgrade: 'upgrade,hard fork,fork,mainnet,testnet,runtime,release,roadmap,scaling,merge',
  unlock: 'unlock,vesting,cliff,emission',
  airdrop: 'airdrop,snapshot,claim token',
  adoption: 'adopt,adoption,accept payment,payment,pilot,legal tender,remittance,merchant,institutional,treasury reserve',
  mining: 'miner,mining,hash rate,hashrate,halving,difficulty',
  staking: 'staking,stake,staker,validator,slash,restake,restaking',
  macro: 'fed,inflation,rate cut,rate hike,interest rate,cpi,recession,central bank,job report,tariff,trade war,dollar index',
};

const BY_FIRST = new Map<string, { readonly words: readonly string[]; readonly tag: Narrative }[]>();
for (const tag of NARRATIVES) {
  for (const text of TELLING[tag].split(',')) {
    const words = text.split(' ');
    const first = words[0] ?? '';
    BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), { words, tag }]);
  }
}

/** Tags of one text; further ones are mentioned in passing. */
const MOST_TAGS = 3;

/**
 * What a text is about: at most three tags, the gravest first; none where no telling word stands in it.
 * Example: "Bridge exploit: attacker drains vault" is `hack`.
 */
export function narrativesOf(tokens: readonly TextToken[]): Narrative[] {
  const forms = tokens.map(({ lower }) => new Set(wordForms(lower)));
  const found = new Set<Narrative>();
  for (const [at, own] of forms.entries()) {
    for (const form of own) for (const { words, tag } of BY_FIRST.get(form) ?? []) if (words.every((word, i) => forms[at + i]?.has(word))) found.add(tag);
  }
  return NARRATIVES.filter((tag) => found.has(tag)).slice(0, MOST_TAGS);
}
