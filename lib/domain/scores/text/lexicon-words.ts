/** Words by what they say of a price or a project, written for this product; irregular forms stand beside their verbs. */
const WORDS: Readonly<Record<string, string>> = {
  '3': 'soar skyrocket moon boom thrive triumph',
  '2': `surge rally jump leap rocket outperform rebound breakout bullish profit profitable win won beat secure approve approval succeed success successful milestone
    breakthrough strengthen strong strongest stronger flourish upbeat optimism thriving undervalued recover recovery reward cheer praise rescue flying best proven reclaim
    squeeze excellent amazing fantastic wonderful impressive beautiful brilliant great love superb wagmi`,
  '1': `gain gainer climb rise rose risen grow grew grown growth advance partner partnership join launch ship unveil upgrade adopt adoption accumulate accelerate demand
    support backing inflow integrate integration expand attract improve improvement faster fast cheaper easy smooth boost lift benefit upside win safe protect defend resilient
    resilience lead innovative confidence conviction grant healthy proud thank luxury licence license stable fix patch refund compensate reimburse repay smashing
    good nice finally buyer higher accumulating brighten steady clarity milestone record help favour topple audited exhausted bravo congratulations transparent wide works settle endorse picked award honour honor convince complete let allow permit survive withstand welcome`,
  '-1': `slide slip dip decline weak weaken weaker sell seller selling concern worry worried risk risky doubt volatile pressure delay delayed uncertain caution cautious warn warning lag retreat
    outflow cut layoff overshadow skeptic disappoint disappointed disappointing disappointment complain complaint slow slower stuck congested congestion thin dry fade lower useless
    useles tired abandon quit leave shrink dwindle weigh bleed flee unbacked halve freeze frozen halt pause suspend resign dispute fine fined subpoena seize tax lax shame coping ghost awful bad poor debt problem trouble hole bust sour stall penalty stop
    bearish dump offload exit strike affect hurt fizzle evaporate vanish dark ban`,
  '-2': `fall fell fallen drop tumble slump sink sank plunge plummet lose lost loss fail failure failed reject rejection lawsuit sue sued probe investigation crackdown outlaw prohibit delist delisting
    outage bug vulnerability flaw selloff sell-off capitulate capitulation insolvency insolvent default liquidate liquidation crisis fear panic threat threaten slash slashed
    worst worse terrible horrible embarrassing embarrassment avoid overvalued bagholder dead downtime guilty illegal wrongdoing underperform breach spook dashed shed
    malicious suspicious mismanage mismanaged manipulation manipulate exodus drag undercut overrun ngmi class-action charges robbery loot dumped`,
  '-3': `crash collapse hack hacker hacked exploit exploited attack attacker stolen steal stole theft scam fraud fraudulent bankruptcy bankrupt drain ponzi rug rugged rugpull phishing phish
    rekt freefall wipe wiped honeypot devastated devastating catastrophe catastrophic disaster meltdown arrest arrested bloodbath crater extort ransom launder laundering death-spiral depeg depegged`,
};

function parse(table: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
    return new Map(Object.entries(table).flatMap(([valence, words]) => words.split(/\s+/).filter(Boolean).map((word) => [word, Number(valence)] as const)));
}

/** Valence of single words, −3 to 3. Example: `soar` is 3, `slide` is −1; absent where a word says nothing by itself. */
export const WORD_VALENCE: ReadonlyMap<string, number> = parse(WORDS);
