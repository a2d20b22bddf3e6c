const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Names and symbols that are everyday words: they need something beside them that speaks of a token. */
export const EVERYDAY: ReadonlySet<string> = words(`link near one gas dot flow magic compound hot win real game games not free just time hope trust safe mask core icon band people key fun super power rare beam
  sun moon star cake audio wave waves ray rose sand blur base maker graph render index atom ape bond cat dog fire ice water air earth gold silver act ai agi all and any auto bear big bit blue book boom boost bull buy call chain
  change city coin cool credit day dash data deep degen dent dream drop edge ego enjoy  ever evil ex eye fair fame farm fast fear first floor form forth frog fuel fund future gain gate get gift go good grok grow
  has heart hero high hive home hook idea id ink in is it jet joy jump kind king land law lead life lit live lock loom loot love luck lucky man map mars me meme metal mind mine mix move my name neon new next node oil ok old
  om omg on op open orb order origin ox pay peace pepper pixel place plan play pool post prime prom pump pure quick rain rally raven red request right ring rise rock root safe save sea secret see seed self send set shift
  side sky snap solid sonic soul space spark spell spot stable stack state status step stock stone storm strong sweat swap swipe sync task team test thanks theta think threshold token toon top true turbo tv ultra union unit up us
  use value vault vision vote war way we west wild wing wise with wolf wonder world x you zero zone`);

/** Names that are words too, but names where they have a capital and nothing beside them says otherwise (`WORD_CUES`). */
export const WORDLIKE: ReadonlySet<string> = words('avalanche optimism stellar polygon ripple injective immutable celestia stacks ocean oasis numeraire civic golem orchid synapse ordinals helium mantle jupiter harmony aurora cosmos');

/** Beside an everyday word these say that it is a token. */
export const TOKEN_CUES: ReadonlySet<string> = words(`token tokens coin coins protocol network foundation labs chain mainnet testnet holders staking stakers validators price blockchain dao developers ecosystem wallet wallets airdrop tvl usd usdt
  btc eth bulls bears rally rallies rises rise rose falls fall fell gains gain jumps jump drops drop surges surge soars soar slides slide tumbles plunges climbs adds sheds slips dips trades trading breakout unlock unlocks treasury governance`);

/** Beside these an everyday word is only that. */
export const WORD_CUES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    avalanche: 'of',
    optimism: 'over about returns grows fades builds among that for around rises wanes spreads',
    stellar: 'quarter results earnings performance month year week record growth job',
    ripple: 'effect effects through across',
    stacks: 'of up',
    ocean: 'of',
    oasis: 'of',
    harmony: 'between with among',
    aurora: 'borealis',
    immutable: 'ledger record records',
    mantle: 'of',
    civic: 'duty',
    helium: 'leak supply shortage',
    gas: 'price prices fee fees pump pumps station costs cost limit natural oil',
    link: 'click here this to the a download between',
    compound: 'interest growth annual',
    dot: 'com plot',
    one: 'of another trader day year more only no at',
    flow: 'chart order cash net',
    magic: 'number internet money',
    near: 'the a an its all term to bottom top',
    ether: 'net',
    maker: 'market wallet car policy',
    base: 'user case customer',
    core: 'developers developer inflation cpi',
    index: 'fund price',
    open: 'interest source',
    band: 'trading price',
  }).map(([word, cues]) => [word, words(cues)]),
);

/** Capitals that are abbreviations before they are symbols. */
export const ABBREVIATIONS: ReadonlySet<string> = words('ai api ath atl aum aml cbdc ceo cfo cto cpi dao dex cex defi etf etp eu ecb fed fbi fomc gdp gpu ico ido imf ipo irs it kyc nft nfts nyse otc p2p ppi q1 q2 q3 q4 rwa sec cftc doj tvl uk un us usa usd eur gbp jpy vc web3 l1 l2 apr apy id ok tv pr hr');

/** Further names of assets by their id. */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  ethereum: ['ether'], ripple: ['ripple', 'xrp ledger'], 'the-open-network': ['toncoin'], toncoin: ['toncoin'], binancecoin: ['bnb chain'], 'bnb': ['bnb chain'], 'matic-network': ['polygon'], polygon: ['polygon'], 'polygon-ecosystem-token': ['polygon'],
  'near': ['near protocol'], 'avalanche-2': ['avalanche'], 'hedera-hashgraph': ['hedera'], 'shiba-inu': ['shib'], 'internet-computer': ['dfinity'], 'fetch-ai': ['fetch'],
};
